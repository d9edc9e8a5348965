"""The configuration files of a site's servers, as texts.

Everything listens on loopback or on a socket in the site's own folder. A site
believes the Host header (loopback names only) and X-Forwarded-Proto, so that
what it says of itself is right behind the fault proxy and behind TLS too.
"""

from __future__ import annotations

import secrets
from pathlib import Path

_WP_CONFIG = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{folder}/run/mariadb.sock');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
{salts}
$table_prefix = 'wp_';
if (($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') {{
    $_SERVER['HTTPS'] = 'on';
}}
$copydesk_host = $_SERVER['HTTP_HOST'] ?? '';
if (!preg_match('/^(127\\.0\\.0\\.1|localhost)(:[0-9]+)?$/', $copydesk_host)) {{
    $copydesk_host = '127.0.0.1:{port}';
}}
define('WP_HOME', (isset($_SERVER['HTTPS']) ? 'https://' : 'http://') . $copydesk_host);
define('WP_SITEURL', WP_HOME);
// Without TLS, application passwords are for local sites only.
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_DEBUG', false);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISALLOW_FILE_MODS', true);
if (!defined('ABSPATH')) {{
    define('ABSPATH', __DIR__ . '/');
}}
require_once ABSPATH . 'wp-settings.php';
"""

_NGINX = """daemon off;
worker_processes 1;
error_log {folder}/log/nginx.log warn;
pid {folder}/run/nginx.pid;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    server_tokens off;
    client_body_temp_path {folder}/tmp/body;
    fastcgi_temp_path {folder}/tmp/fastcgi;
    proxy_temp_path {folder}/tmp/proxy;
    scgi_temp_path {folder}/tmp/scgi;
    uwsgi_temp_path {folder}/tmp/uwsgi;
    client_max_body_size {largest_body};
    keepalive_timeout 75;
    server {{
        listen 127.0.0.1:{port} default_server backlog=512;
        root {folder}/site;
        index index.php;
        location = /copydesk-workers {{
            fastcgi_param REQUEST_METHOD GET;
            fastcgi_param QUERY_STRING json;
            fastcgi_param SCRIPT_NAME /copydesk-workers;
            fastcgi_param SCRIPT_FILENAME /copydesk-workers;
            fastcgi_pass unix:{folder}/run/workers.sock;
        }}
        location / {{
            try_files $uri $uri/ /index.php?$args;
        }}
        location ~ /\\. {{
            deny all;
        }}
        location ~ \\.php$ {{
            try_files $uri =404;
            fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
            fastcgi_param SCRIPT_NAME $fastcgi_script_name;
            fastcgi_param DOCUMENT_ROOT $document_root;
            fastcgi_param DOCUMENT_URI $document_uri;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param REQUEST_URI $request_uri;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param CONTENT_TYPE $content_type;
            fastcgi_param CONTENT_LENGTH $content_length;
            fastcgi_param SERVER_PROTOCOL $server_protocol;
            fastcgi_param SERVER_SOFTWARE nginx;
            fastcgi_param SERVER_NAME $host;
            fastcgi_param SERVER_ADDR $server_addr;
            fastcgi_param SERVER_PORT $server_port;
            fastcgi_param REMOTE_ADDR $remote_addr;
            fastcgi_param REMOTE_PORT $remote_port;
            fastcgi_param GATEWAY_INTERFACE CGI/1.1;
            fastcgi_param REDIRECT_STATUS 200;
            fastcgi_param HTTP_HOST $http_host;
            fastcgi_param HTTP_PROXY "";
            {headers}
            fastcgi_read_timeout 120;
            fastcgi_pass unix:{folder}/run/php.sock;
        }}
    }}
}}
"""

_FPM = """[global]
daemonize = no
error_log = {folder}/log/php-fpm.log
[www]
listen = {folder}/run/php.sock
listen.backlog = 511
pm = static
pm.max_children = {workers}
pm.status_path = /copydesk-workers
pm.status_listen = {folder}/run/workers.sock
catch_workers_output = yes
clear_env = yes
php_admin_value[upload_max_filesize] = {largest_body}
php_admin_value[post_max_size] = {largest_body}
php_admin_value[memory_limit] = 256M
php_admin_value[error_log] = {folder}/log/php.log
php_admin_value[upload_tmp_dir] = {folder}/tmp
php_admin_value[sys_temp_dir] = {folder}/tmp
php_admin_value[opcache.revalidate_freq] = 0
php_admin_flag[log_errors] = on
php_admin_flag[display_errors] = off
"""

# The parameters of PHP stand in _NGINX one by one: Debian's own list leaves out the port
# of HTTP_HOST, and WordPress then redirects to itself for ever.


def wp_config(folder: Path, port: int) -> str:
    """``wp-config.php``: database, keys of this site alone, nothing towards the network."""
    names = [
        f"{kind}_{what}"
        for what in ("KEY", "SALT")
        for kind in ("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE")
    ]
    salts = "\n".join(f"define('{name}', '{secrets.token_hex(32)}');" for name in names)
    return _WP_CONFIG.format(folder=folder, port=port, salts=salts)


def nginx(folder: Path, port: int, largest_body: str, *, drop_authorization: bool) -> str:
    """``nginx.conf`` of a common host; one that strips the Authorization header when wished."""
    headers = 'fastcgi_param HTTP_AUTHORIZATION "";' if drop_authorization else ""
    return _NGINX.format(folder=folder, port=port, largest_body=largest_body, headers=headers)


def php_fpm(folder: Path, workers: int, largest_body: str) -> str:
    """The configuration of PHP's processes."""
    return _FPM.format(folder=folder, workers=workers, largest_body=largest_body)


def mariadb_arguments(folder: Path) -> list[str]:
    """The arguments of MariaDB: small, on a socket alone, careless of a power cut."""
    return [
        "--no-defaults",
        f"--datadir={folder}/mariadb",
        f"--socket={folder}/run/mariadb.sock",
        f"--pid-file={folder}/run/mariadb.pid",
        f"--tmpdir={folder}/tmp",
        "--skip-networking",
        "--skip-name-resolve",
        "--skip-log-bin",
        "--character-set-server=utf8mb4",
        "--innodb-buffer-pool-size=64M",
        "--innodb-log-file-size=8M",
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-flush-method=nosync",
        "--innodb-autoextend-increment=1",
        "--innodb-fast-shutdown=2",
        "--sync-frm=OFF",
        "--innodb-doublewrite=0",
        "--performance-schema=OFF",
    ]
