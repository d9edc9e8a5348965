"""Countries, cities and bodies in English, Vietnamese and Chinese, to recognise them by.

Used only to see which paragraphs speak of the same things, never to judge a translation: the desk's
own terms say what is right. One row a line (an indented line goes on with the one before); forms
parted by commas, capital letters count.
"""

from __future__ import annotations

PLACE_NAMES = """
Afghanistan, Afghan | Afghanistan | 阿富汗
Africa, African | châu Phi, Châu Phi, Phi châu | 非洲
America, American, Americans, U.S., US, USA, United States | Mỹ, Hoa Kỳ | 美国, 美方, 美军, 美
Arab, Arabs, Saudi Arabia, Saudi | Arab, Ả Rập, Ả-rập, Saudi Arabia | 阿拉伯, 沙特
Argentina, Argentine | Argentina | 阿根廷
Asia, Asian | châu Á, Châu Á, Á châu | 亚洲
ASEAN | ASEAN | 东盟
Australia, Australian | Australia, Úc | 澳大利亚, 澳洲
Austria, Austrian | Áo | 奥地利
Bangkok | Bangkok | 曼谷
Bangladesh | Bangladesh | 孟加拉
Beijing | Bắc Kinh | 北京
Belarus | Belarus | 白俄罗斯
Belgium, Belgian, Brussels | Bỉ, Brussels | 比利时, 布鲁塞尔
Berlin | Berlin | 柏林
Brazil, Brazilian | Brazil, Brasil | 巴西
Brexit | Brexit | 脱欧
Britain, British, UK, United Kingdom, England, English | Anh, Vương quốc Anh | 英国, 英格兰, 英
Cambodia, Cambodian, Phnom Penh | Campuchia, Phnom Penh | 柬埔寨, 金边
Canada, Canadian | Canada | 加拿大
Caribbean | Caribe, Caribbean | 加勒比
Chelsea | Chelsea | 切尔西
Chicago | Chicago | 芝加哥
Chile | Chile | 智利
China, Chinese | Trung Quốc, Trung Hoa | 中国, 中方, 华
Christian, Christians, Church | Cơ đốc, Thiên Chúa, giáo hội, Giáo hội, nhà thờ, Nhà thờ | 基督,
    教会, 教堂
Colombia | Colombia | 哥伦比亚
Congress | Quốc hội, quốc hội | 国会
Conservative, Conservatives, Tory, Tories | Bảo thủ, bảo thủ | 保守
Cuba, Cuban | Cuba | 古巴
Czech, Prague | Séc, Praha | 捷克, 布拉格
Democrat, Democrats, Democratic | Dân chủ, dân chủ | 民主
Denmark, Danish, Copenhagen | Đan Mạch, Copenhagen | 丹麦, 哥本哈根
Egypt, Egyptian, Cairo | Ai Cập, Cairo | 埃及, 开罗
Europe, European, EU | châu Âu, Châu Âu, Liên Âu, EU | 欧洲, 欧盟, 欧
Facebook | Facebook | 脸书, 脸谱, Facebook
FBI | FBI | 联邦调查局, FBI
Finland, Finnish | Phần Lan | 芬兰
Florida | Florida | 佛罗里达
France, French, Paris | Pháp, Paris | 法国, 巴黎, 法
Georgia | Georgia, Gruzia | 格鲁吉亚, 佐治亚, 乔治亚
Germany, German, Germans | Đức | 德国, 德
Google | Google | 谷歌, Google
Greece, Greek, Athens | Hy Lạp, Athens | 希腊, 雅典
Hanoi, Ha Noi | Hà Nội | 河内
Hezbollah | Hezbollah | 真主党
Ho Chi Minh City, HCMC, Saigon | TP HCM, TP.HCM, Thành phố Hồ Chí Minh, Sài Gòn | 胡志明市, 西贡
Hollywood | Hollywood | 好莱坞
Hong Kong | Hong Kong, Hồng Kông | 香港
Hungary, Hungarian | Hungary | 匈牙利
India, Indian, Indians, Delhi | Ấn Độ, Delhi | 印度, 德里
Indonesia, Indonesian, Jakarta | Indonesia, Jakarta | 印尼, 印度尼西亚, 雅加达
Iran, Iranian, Tehran | Iran, Tehran | 伊朗, 德黑兰
Iraq, Iraqi | Iraq | 伊拉克
Ireland, Irish, Dublin | Ireland, Ai-len, Ai len, Dublin | 爱尔兰, 都柏林
Islam, Islamic, Muslim, Muslims | Hồi giáo, đạo Hồi | 伊斯兰, 穆斯林
Israel, Israeli, Israelis | Israel | 以色列
Italy, Italian, Rome | Italy, Italia, Ý, Rome | 意大利, 罗马
Japan, Japanese, Tokyo | Nhật Bản, Nhật, Tokyo | 日本, 东京, 日方
Jew, Jews, Jewish | Do Thái | 犹太
Kabul | Kabul | 喀布尔
Korea, Korean, Seoul, Pyongyang | Triều Tiên, Hàn Quốc, Seoul, Bình Nhưỡng | 朝鲜, 韩国, 首尔,
    平壤, 朝
Kremlin | Kremlin, Điện Kremlin | 克里姆林
Kurdish, Kurds | người Kurd, Kurd | 库尔德
Kyiv, Kiev | Kyiv, Kiev | 基辅
Labour | Công đảng, Lao động | 工党
Laos, Lao | Lào | 老挝
Latin | Latin, Mỹ Latinh | 拉丁
Lebanon | Lebanon, Li-băng | 黎巴嫩
Libya, Libyan | Libya | 利比亚
Liverpool | Liverpool | 利物浦
London | London, Luân Đôn | 伦敦
Los Angeles, L.A. | Los Angeles | 洛杉矶
Malaysia, Malaysian | Malaysia | 马来西亚
Manchester | Manchester | 曼彻斯特, 曼联, 曼城
Mexico, Mexican | Mexico, México | 墨西哥
Middle East | Trung Đông | 中东
Moscow | Moscow, Mátxcơva, Moskva | 莫斯科
Myanmar, Burma | Myanmar, Miến Điện | 缅甸
NASA | NASA | 美国宇航局, 美国航天局, 美国国家航空, NASA
NATO | NATO | 北约
Netherlands, Dutch, Amsterdam | Hà Lan, Amsterdam | 荷兰, 阿姆斯特丹
New York | New York | 纽约
New Zealand | New Zealand | 新西兰
Nigeria, Nigerian | Nigeria | 尼日利亚
Nobel | Nobel | 诺贝尔
Norway, Norwegian, Oslo | Na Uy, Oslo | 挪威, 奥斯陆
Olympic, Olympics | Olympic, Thế vận hội | 奥运, 奥林匹克
Pacific | Thái Bình Dương | 太平洋
Atlantic | Đại Tây Dương | 大西洋
Pakistan, Pakistani | Pakistan | 巴基斯坦
Palestine, Palestinian, Palestinians, Gaza | Palestine, Gaza | 巴勒斯坦, 加沙
Parliament, parliament | Nghị viện, nghị viện, Quốc hội, quốc hội | 议会, 国会
Pentagon | Lầu Năm Góc | 五角大楼
Philippines, Philippine, Filipino, Manila | Philippines, Manila | 菲律宾, 马尼拉
Poland, Polish, Warsaw | Ba Lan, Warsaw | 波兰, 华沙
Pope, Vatican, Catholic | Giáo hoàng, Vatican, Công giáo | 教皇, 梵蒂冈, 天主教
Portugal, Portuguese, Lisbon | Bồ Đào Nha, Lisbon | 葡萄牙, 里斯本
Qatar | Qatar | 卡塔尔
Republican, Republicans | Cộng hòa, Cộng hoà | 共和党
Russia, Russian, Russians | Nga | 俄罗斯, 俄国, 俄
San Francisco | San Francisco | 旧金山
Scotland, Scottish, Scots | Scotland, Xcốt-len | 苏格兰
Senate, senator, senators, Senator, Sen. | Thượng viện, thượng nghị sĩ, Thượng nghị sĩ | 参议院,
    参议员
Shanghai | Thượng Hải | 上海
Singapore, Singaporean | Singapore | 新加坡
Spain, Spanish, Madrid | Tây Ban Nha, Madrid | 西班牙, 马德里
Barcelona, Catalonia, Catalan | Barcelona, Catalonia | 巴塞罗那, 巴萨, 加泰罗尼亚
Supreme Court | Tòa án Tối cao, Tối cao Pháp viện, Toà án Tối cao | 最高法院
Sweden, Swedish, Stockholm | Thụy Điển, Thuỵ Điển, Stockholm | 瑞典, 斯德哥尔摩
Switzerland, Swiss, Geneva | Thụy Sĩ, Thuỵ Sĩ, Geneva | 瑞士, 日内瓦
Syria, Syrian, Damascus | Syria, Damascus | 叙利亚, 大马士革
Taiwan, Taipei | Đài Loan, Đài Bắc | 台湾, 台北
Taliban | Taliban | 塔利班
Texas | Texas | 得克萨斯, 德州, 得州
Thailand, Thai | Thái Lan | 泰国, 泰
Tibet, Tibetan | Tây Tạng | 西藏
Turkey, Turkish, Ankara, Istanbul | Thổ Nhĩ Kỳ, Ankara, Istanbul | 土耳其, 安卡拉, 伊斯坦布尔
Twitter | Twitter | 推特, Twitter
Ukraine, Ukrainian, Ukrainians | Ukraine, Ukraina | 乌克兰
United Nations, UN, U.N. | Liên Hợp Quốc, Liên Hiệp Quốc, Liên hợp quốc, LHQ | 联合国
Venezuela | Venezuela | 委内瑞拉
Vietnam, Viet Nam, Vietnamese | Việt Nam | 越南
Wales, Welsh | Wales, xứ Wales | 威尔士
Washington | Washington | 华盛顿
White House | Nhà Trắng | 白宫
World Bank | Ngân hàng Thế giới | 世界银行
World Cup | World Cup | 世界杯
World Health Organization, WHO | WHO, Tổ chức Y tế Thế giới | 世界卫生组织, 世卫
Yemen | Yemen | 也门
YouTube | YouTube | YouTube, 优兔
"""
