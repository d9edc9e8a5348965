<?php
/*
 * Installs the site, with its accounts and their application passwords, in
 * WordPress' own words. Reads the wishes as JSON on standard input, prints the
 * accounts as JSON. Usage: php install.php FOLDER_OF_THE_SITE
 */
$wishes = json_decode(stream_get_contents(STDIN), true);
$_SERVER['HTTP_HOST'] = $wishes['host'];
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
define('WP_INSTALLING', true);

function copydesk_sure($value) {
    if (is_wp_error($value)) {
        fwrite(STDERR, $value->get_error_message() . "\n");
        exit(1);
    }
    return $value;
}

ob_start();
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install($wishes['title'], 'administrator', 'administrator@newsroom.test', true, '', $wishes['password']);

update_option('timezone_string', $wishes['time_zone']);
update_option('permalink_structure', $wishes['permalinks']);
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules(false);

$accounts = array();
foreach ($wishes['accounts'] as $name => $role) {
    $user = get_user_by('login', $name);
    $id = $user ? $user->ID : copydesk_sure(wp_insert_user(array(
        'user_login' => $name,
        'user_pass' => $wishes['password'],
        'user_email' => $name . '@newsroom.test',
        'display_name' => ucfirst($name),
        'role' => $role,
    )));
    list($password) = copydesk_sure(
        WP_Application_Passwords::create_new_application_password($id, array('name' => 'Copydesk'))
    );
    $accounts[$name] = array('id' => $id, 'password' => WP_Application_Passwords::chunk_password($password));
}
ob_end_clean();
echo json_encode(array('version' => $GLOBALS['wp_version'], 'accounts' => $accounts));
