"""Words of the news in English, Vietnamese and Chinese that a translation mostly carries over.

Used only to see which paragraphs speak of the same things. One row a line (an indented line goes on
with the one before); forms parted by commas; a form ending in ``*`` is the beginning of a word.
"""

from __future__ import annotations

NEWS_WORDS = """
accus* | cáo buộc, buộc tội | 指控, 指责
accident*, crash* | tai nạn, va chạm | 事故, 车祸, 坠毁, 相撞
agreement*, deal, deals, treaty | thỏa thuận, thoả thuận, hiệp định, hiệp ước | 协议, 协定, 条约
air force, aircraft, plane, planes, flight*, airline*, airport* | máy bay, không quân, chuyến
    bay, hàng không, sân bay | 飞机, 空军, 航班, 航空, 机场
alcohol, drunk, drink*, beer, wine | rượu, bia, uống | 酒, 喝, 饮
ambassador* | đại sứ | 大使
animal*, dog, dogs, cat, cats | động vật, chó, mèo, thú | 动物, 狗, 猫
apolog* | xin lỗi | 道歉, 致歉
army, military, soldier*, troop* | quân đội, quân sự, binh sĩ, binh lính, lính | 军队, 军方,
    士兵, 部队, 军事, 军
arrest*, detain* | bắt giữ, bị bắt, tạm giữ | 逮捕, 被捕, 拘留, 拘捕
artist*, art, painting* | nghệ sĩ, nghệ thuật, tranh | 艺术, 画
attack* | tấn công, vụ tấn công | 袭击, 攻击
baby, babies | em bé, trẻ sơ sinh, đứa bé | 婴儿, 宝宝
ball, balls | bóng, quả bóng | 球
bank* | ngân hàng | 银行
black | đen | 黑
blood | máu | 血
blue | xanh | 蓝
boat*, ship, ships, vessel* | tàu, thuyền | 船, 舰, 艇
body, bodies | thi thể, cơ thể, xác | 尸体, 身体, 遗体
bomb*, explosion*, explod*, blast* | bom, nổ, vụ nổ | 炸弹, 爆炸, 轰炸
book, books | sách, cuốn sách | 书
border* | biên giới | 边境, 边界
boy, boys | cậu bé, bé trai | 男孩
brain | não | 大脑, 脑
brother* | anh trai, em trai, anh em | 兄弟, 哥哥, 弟弟
budget* | ngân sách | 预算
building*, house, houses, home, homes | tòa nhà, toà nhà, nhà, ngôi nhà | 大楼, 房, 建筑, 家
bus, buses | xe buýt | 公交, 巴士
business* | kinh doanh, doanh nghiệp | 商业, 企业, 生意, 业务
campaign* | chiến dịch, vận động | 竞选, 运动, 活动
cancer* | ung thư | 癌
candidate* | ứng cử viên, ứng viên | 候选人
capital | thủ đô | 首都
car, cars, driver*, driving, vehicle* | ô tô, xe hơi, xe, tài xế, lái | 汽车, 车, 司机, 驾驶
champion* | vô địch, nhà vô địch | 冠军
chief executive, CEO | giám đốc điều hành, CEO | 首席执行官
child*, kid, kids | trẻ em, đứa trẻ, con, trẻ | 儿童, 孩子, 小孩
city, cities, town* | thành phố, thị trấn | 城市, 市, 镇
climate | khí hậu | 气候
club* | câu lạc bộ, đội bóng, CLB | 俱乐部
coach* | huấn luyện viên, HLV | 教练
commission*, committee* | ủy ban, uỷ ban | 委员会
company, companies, firm, firms | công ty, hãng, doanh nghiệp | 公司, 企业
computer* | máy tính | 电脑, 计算机
concert*, song*, music*, singer*, sing, singing, album* | buổi hòa nhạc, bài hát, âm nhạc, ca
    sĩ, hát, ca khúc, nhạc | 音乐, 歌
conference* | hội nghị, hội thảo, họp báo | 会议, 大会
constitution* | hiến pháp | 宪法
council* | hội đồng | 委员会, 议会, 理事会
country, countries, nation, nations, national | đất nước, quốc gia, nước | 国家, 国
court*, judge*, justice | tòa án, toà án, tòa, thẩm phán | 法院, 法庭, 法官
crime*, criminal* | tội phạm, tội ác, hình sự | 犯罪, 罪
crisis | khủng hoảng | 危机
cup | cúp, cốc, tách | 杯
dancer*, dance*, dancing | nhảy, khiêu vũ, múa | 舞
daughter* | con gái | 女儿
death*, die, died, dies, dying, dead, kill*, fatal* | chết, thiệt mạng, qua đời, cái chết, giết,
    tử vong | 死, 去世, 杀, 丧生, 遇难
debate* | tranh luận, tranh cãi | 辩论, 争论
debt* | nợ | 债
defence, defense, defend* | quốc phòng, phòng thủ, bảo vệ, hậu vệ | 国防, 防御, 防守, 卫
deput* | phó | 副
disease*, illness*, sick | bệnh | 疾病, 病
doctor*, Dr, Dr. | bác sĩ, tiến sĩ | 医生, 博士
dollar*, $ | đô la, đô-la, USD | 美元
door* | cửa | 门
dream* | giấc mơ, mơ ước | 梦
drug* | ma túy, ma tuý, thuốc | 毒品, 药物, 药
earth, planet*, moon, space | trái đất, Trái đất, Trái Đất, hành tinh, mặt trăng, vũ trụ, không
    gian | 地球, 行星, 月球, 太空
earthquake*, quake*, tsunami* | động đất, sóng thần | 地震, 海啸
econom* | kinh tế | 经济
education* | giáo dục | 教育
election*, vote*, voting, voter*, ballot*, poll, polls, referendum | bầu cử, bỏ phiếu, cử tri,
    phiếu, trưng cầu | 选举, 投票, 选民, 大选, 选票, 公投
electric*, energy, power plant* | điện, năng lượng | 电, 能源
email*, e-mail*, letter* | email, thư | 邮件, 电邮, 信
employ*, job*, worker*, work | việc làm, nhân viên, công nhân, làm việc, công việc, người lao
    động | 员工, 工作, 就业, 工人, 雇
environment* | môi trường | 环境
error*, mistake* | sai lầm, lỗi | 错误, 失误
evidence, proof | bằng chứng, chứng cứ | 证据
expert*, analyst* | chuyên gia, nhà phân tích | 专家, 分析师
eye, eyes | mắt | 眼
factory, factories | nhà máy | 工厂
family, families | gia đình | 家庭, 家人, 家族
fan, fans | người hâm mộ, fan | 球迷, 粉丝
farm* | nông trại, nông dân, trang trại | 农
father, dad | bố, cha | 父亲, 爸爸
fight*, battle* | chiến đấu, trận chiến, đánh nhau | 战斗, 搏斗, 打
film*, movie*, actor*, actress* | phim, diễn viên | 电影, 影片, 演员
final, finals | chung kết, cuối cùng | 决赛
fire*, firefighter*, blaze | cháy, hỏa hoạn, lửa, cứu hỏa | 火
fish* | cá, đánh bắt | 鱼, 渔
flag* | cờ, lá cờ | 旗
flood*, rain*, storm*, hurricane*, typhoon*, weather, wind, winds | lũ, lụt, mưa, bão, thời
    tiết, gió | 洪水, 雨, 风暴, 飓风, 台风, 天气, 风
food*, eat*, meal*, restaurant* | thức ăn, thực phẩm, ăn, món, nhà hàng | 食, 吃, 餐
football*, soccer | bóng đá | 足球, 橄榄球
foreign minister*, foreign secretary | ngoại trưởng, bộ trưởng ngoại giao | 外交部长, 外长,
    外交大臣
foreign | nước ngoài, ngoại giao, đối ngoại | 外国, 外交, 海外
friend* | bạn, bạn bè | 朋友, 友
fund*, invest* | quỹ, đầu tư, tài trợ | 基金, 投资, 资金
future | tương lai | 未来, 将来
game, games, match, matches | trận đấu, trận, trò chơi | 比赛, 游戏, 赛
gas | khí đốt, gas, khí | 天然气, 气体
girl* | cô gái, bé gái | 女孩
goal, goals, score* | bàn thắng, ghi bàn, mục tiêu, tỷ số | 进球, 得分, 目标, 比分
gold* | vàng | 金
government* | chính phủ, chính quyền | 政府
governor* | thống đốc | 州长, 总督
green | xanh lá, xanh | 绿
group* | nhóm, tập đoàn | 集团, 团体, 组
growth | tăng trưởng | 增长
gun, guns, gunman, gunmen, shooting*, shot | súng, xạ thủ, bắn, nổ súng | 枪, 射
hair | tóc | 头发
head | đầu | 头
health* | sức khỏe, sức khoẻ, y tế | 健康, 卫生
heart* | trái tim, tim | 心
helicopter* | trực thăng | 直升机
history, historic* | lịch sử | 历史
hospital* | bệnh viện | 医院
hotel* | khách sạn | 酒店, 宾馆
hour* | giờ, tiếng | 小时
hundred, hundreds | hàng trăm, trăm | 数百, 百
husband* | chồng | 丈夫
immigra*, migra*, refugee*, asylum | nhập cư, di cư, tị nạn, di dân | 移民, 难民
independen* | độc lập | 独立
inflation | lạm phát | 通胀, 通货膨胀
injur*, wound* | bị thương, chấn thương, thương | 受伤, 伤
insurance | bảo hiểm | 保险
intelligence | tình báo, trí tuệ, thông minh | 情报, 智能
internet, online, website* | Internet, mạng, trực tuyến, trang web | 互联网, 网络, 网上, 网站,
    在线
interview* | phỏng vấn | 采访, 访谈, 面试
investigat*, probe, inquiry | điều tra | 调查
island* | đảo, hòn đảo | 岛
journalist*, reporter* | nhà báo, phóng viên | 记者
king, queen, prince, princess, royal | vua, nữ hoàng, hoàng tử, công chúa, hoàng gia | 国王,
    女王, 王子, 公主, 皇室, 王
language* | ngôn ngữ, tiếng | 语言
law*, legal*, legislat* | luật, pháp luật, pháp lý | 法律, 法
lawyer*, attorney* | luật sư | 律师
leader* | lãnh đạo, nhà lãnh đạo | 领导, 领袖
league | giải đấu, liên đoàn | 联赛, 联盟
leg, legs | chân | 腿
magazine* | tạp chí | 杂志
market* | thị trường, chợ | 市场
marri*, wedding* | kết hôn, đám cưới, hôn nhân, cưới | 结婚, 婚礼, 婚
mayor | thị trưởng | 市长
media, press | truyền thông, báo chí | 媒体
medicine*, medical | y tế, y học, thuốc | 医疗, 医学, 药
meeting*, summit* | cuộc họp, cuộc gặp, hội nghị thượng đỉnh, gặp | 会议, 会谈, 会晤, 峰会
member* | thành viên | 成员, 会员
minister*, ministry | bộ trưởng, Bộ trưởng, bộ | 部长, 大臣, 部
minute* | phút | 分钟
missile*, rocket* | tên lửa | 导弹, 火箭
money, cash | tiền | 钱, 资金, 现金
month* | tháng | 月
mother, mom, mum | mẹ | 母亲, 妈妈
mountain* | núi | 山
murder* | giết người, sát hại | 谋杀
museum* | bảo tàng | 博物馆
name, names, named | tên | 名字, 姓名, 名
navy, naval | hải quân | 海军
negotiat*, talks | đàm phán, thương lượng | 谈判, 协商
news, newspaper* | tin tức, báo | 新闻, 报
night* | đêm | 夜, 晚
north* | bắc, miền bắc, phía bắc | 北
nuclear | hạt nhân | 核
nurse* | y tá | 护士
official* | quan chức | 官员
oil | dầu | 石油, 油
opposition | đối lập, phe đối lập | 反对
parent* | cha mẹ, bố mẹ, phụ huynh | 父母, 家长
park* | công viên, đỗ xe | 公园, 停车
party, parties | đảng, bữa tiệc | 党, 派对
passenger* | hành khách | 乘客, 旅客
patient* | bệnh nhân | 患者, 病人
peace | hòa bình, hoà bình | 和平
people | người dân, mọi người, người | 人民, 人们, 人
phone*, smartphone* | điện thoại | 电话, 手机
photo*, picture* | ảnh, bức ảnh, hình ảnh | 照片, 图片
plan, plans, planned | kế hoạch | 计划
player* | cầu thủ, người chơi | 球员, 选手, 玩家
police, officer, officers | cảnh sát, công an | 警察, 警方, 警
policy, policies | chính sách | 政策
politic* | chính trị | 政治
pollut* | ô nhiễm | 污染
pound*, £ | bảng Anh, bảng, £ | 英镑
poor, poverty | nghèo | 贫穷, 贫困
president*, President* | tổng thống, Tổng thống, chủ tịch | 总统, 主席, 总裁
prime minister, Prime Minister, PM | thủ tướng, Thủ tướng | 首相, 总理
prison*, jail* | nhà tù, tù, giam | 监狱, 狱, 囚
price*, cost, costs | giá, chi phí | 价格, 成本, 费用
professor* | giáo sư | 教授
profit* | lợi nhuận | 利润
project* | dự án | 项目
protest*, demonstrat* | biểu tình, phản đối | 抗议, 示威
public | công chúng, công cộng, công khai | 公众, 公共
quarter, quarterback | quý, một phần tư, tiền vệ | 季度, 四分
race*, racing | cuộc đua, chủng tộc, đua | 比赛, 种族, 赛车
rail*, train, trains, station* | đường sắt, tàu hỏa, nhà ga, ga, tàu | 铁路, 火车, 车站, 列车
rape*, sexual* | hiếp dâm, tình dục, cưỡng hiếp | 强奸, 性
record* | kỷ lục, ghi âm, hồ sơ | 纪录, 记录
red | đỏ | 红
religio* | tôn giáo | 宗教
report* | báo cáo, đưa tin, bản tin | 报告, 报道, 报导
rescue* | cứu, cứu hộ, giải cứu | 救援, 营救, 救
research*, study, studies, scien* | nghiên cứu, khoa học, nhà khoa học | 研究, 科学
resign*, step down | từ chức | 辞职, 下台
result* | kết quả | 结果
river* | sông | 河
road*, street*, traffic | đường, đường phố, giao thông | 道路, 街, 交通, 路
robot* | robot, rô bốt | 机器人
room* | phòng | 房间, 室
sanction* | trừng phạt, cấm vận | 制裁
school*, student*, teacher*, university, universities, college* | trường, học sinh, sinh viên,
    giáo viên, đại học | 学校, 学生, 老师, 教师, 大学, 学院
sea, ocean, beach* | biển, đại dương, bãi biển | 海
season* | mùa, mùa giải | 赛季, 季
second half, first half | hiệp hai, hiệp một, hiệp 1, hiệp 2 | 下半场, 上半场
secretary of state, Secretary of State | ngoại trưởng, Ngoại trưởng | 国务卿
security | an ninh | 安全
sell*, sale*, sold | bán, doanh số | 销售, 出售, 卖
sentence*, convict*, guilty | kết án, bản án, có tội | 判处, 判刑, 定罪, 有罪, 刑
share, shares, stock, stocks, shareholder* | cổ phiếu, cổ phần, cổ đông, chứng khoán | 股票,
    股份, 股东, 股
sister* | chị gái, em gái, chị em | 姐妹, 姐姐, 妹妹
smoke*, smoking, cigarette*, tobacco | thuốc lá, hút thuốc, khói | 烟
social | xã hội | 社会, 社交
son, sons | con trai | 儿子
south* | nam, miền nam, phía nam | 南
east* | đông, miền đông, phía đông | 东
west* | tây, phương Tây, phía tây, miền tây | 西
spokes* | người phát ngôn, phát ngôn viên | 发言人
sport* | thể thao | 体育, 运动
stadium | sân vận động, sân | 体育场, 球场
star, stars | ngôi sao, sao | 明星, 星
state, states | bang, nhà nước, tiểu bang | 州, 国家
steal*, stole*, theft, robber* | trộm, cướp, ăn cắp | 偷, 盗, 抢
strike* | đình công, tấn công | 罢工, 打击
suicide* | tự tử, tự sát | 自杀
summer | mùa hè | 夏
winter | mùa đông | 冬
survey* | khảo sát | 调查, 民调
suspect* | nghi phạm, nghi can, nghi ngờ | 嫌疑, 嫌犯, 怀疑
tariff*, duty, duties | thuế quan, thuế | 关税
tax* | thuế | 税
team* | đội, đội bóng, nhóm | 球队, 团队, 队
technolog* | công nghệ | 科技, 技术
tennis | quần vợt, tennis | 网球
terror* | khủng bố | 恐怖
thousand, thousands | hàng nghìn, hàng ngàn, nghìn, ngàn | 数千, 千
tour*, travel*, holiday*, vacation* | du lịch, kỳ nghỉ, du khách, tour | 旅游, 游客, 旅行, 假期,
    巡回
trade | thương mại, buôn bán | 贸易
tree*, forest* | cây, rừng | 树, 森林
trial*, testif*, testimony, witness* | xét xử, phiên tòa, làm chứng, nhân chứng, lời khai |
    审判, 作证, 证人, 证词
truck*, lorry | xe tải | 卡车, 货车
truth, true | sự thật, đúng | 真相, 真
TV, television, broadcast* | truyền hình, TV, ti vi, phát sóng | 电视, 播
union* | công đoàn, liên minh, nghiệp đoàn | 工会, 联盟
victim* | nạn nhân | 受害者, 遇难者
victory, win*, won | chiến thắng, thắng, giành | 胜利, 赢, 获胜, 胜
video* | video | 视频, 录像
village* | làng, thôn | 村
violen* | bạo lực | 暴力
virus*, vaccin*, infect* | vi-rút, virus, vắc-xin, vaccine, nhiễm | 病毒, 疫苗, 感染
visit* | thăm, chuyến thăm, ghé thăm | 访问, 参观, 拜访
war, wars | chiến tranh | 战争, 战
warn* | cảnh báo | 警告, 提醒
water | nước | 水
weapon*, arms | vũ khí | 武器
week, weeks, weekend | tuần, cuối tuần | 周, 星期, 礼拜
white | trắng | 白
wife | vợ | 妻子
woman, women, female | phụ nữ, người phụ nữ, nữ | 女性, 女人, 妇女, 女子, 女
man, men, male | người đàn ông, đàn ông, nam giới | 男子, 男性, 男人, 男
world* | thế giới | 世界, 全球
writ*, author*, wrote | viết, tác giả, nhà văn | 写, 作家, 作者
year, years, annual* | năm, hàng năm | 年
young*, youth, teen* | trẻ, thanh niên, thiếu niên, giới trẻ | 年轻, 青年, 青少年
yesterday | hôm qua | 昨天
today | hôm nay | 今天, 今日
tomorrow | ngày mai | 明天
morning | sáng, buổi sáng | 早上, 上午, 早
afternoon, evening | chiều, buổi chiều, tối | 下午, 晚上
"""
