<?php
/*
 * Runs PHP from standard input inside the site, as an administrator, and prints
 * the JSON of what it returns. Usage: php run.php FOLDER_OF_THE_SITE HOST
 */
$_SERVER['HTTP_HOST'] = $argv[2];
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
ob_start();
require $argv[1] . '/wp-load.php';
foreach (array('file', 'media', 'image', 'plugin', 'post', 'user', 'misc') as $copydesk_part) {
    require_once ABSPATH . "wp-admin/includes/$copydesk_part.php";
}
wp_set_current_user(get_user_by('login', 'administrator')->ID);
$copydesk_result = eval(stream_get_contents(STDIN));
ob_end_clean();
if (is_wp_error($copydesk_result)) {
    fwrite(STDERR, $copydesk_result->get_error_message() . "\n");
    exit(1);
}
echo json_encode($copydesk_result);
