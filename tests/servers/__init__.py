"""Servers of others, for the tests: a real WordPress, and a proxy that makes the network bad.

A test asks for a fixture and gets a site as it is on its first day::

    def test_an_article_goes_up(wordpress: WordPress) -> None:
        name, password = wordpress.user("author")  # application password, with its spaces
        client = connect(wordpress.url, name, password)

``wordpress``
    Debian's core (6.1.x in Debian 12). ``newer_wordpress`` is 6.7-alpha, ``either_wordpress`` runs
    the test with both. ``wordpress_sites.site(Wishes(...))`` gives any other: a second site,
    another time zone, a body limit, a host that strips the Authorization header.
``.url``, ``.user(account)``, ``.user_id(account)``, ``.login_password``, ``.version``
    The accounts are the five roles by their names, and ``colleague``, a second editor.
``.reset()``
    Puts everything back: tables, uploads, plugins, switches. The fixture does it before
    each test; a test of many rounds does it between them (0.1 to 0.5 s).
``.run(php)``
    Runs PHP inside the site as its administrator and returns a value: the web editor and the
    site's own people, past REST and proxy: ``wordpress.run("return wp_trash_post(5);")``.
``.ask(sql)``
    Rows of the database as text: for counting what is really there.
``.switch(wait_before=2.0)``
    Faults of the site itself: see ``SWITCHES`` and php/copydesk-tests.php. Also ``permalinks``,
    ``maintenance``, ``install_plugin``, ``stop_database`` and ``start_database``.
``.wait_until_idle()``
    Returns when no request is being worked on, not even one whose client has hung up.

A site is set to Asia/Ho_Chi_Minh, makes two image sizes only (``switch(image_sizes=None)``: all),
runs no cron by itself and asks nobody on the network. It trusts the Host header for 127.0.0.1 and
localhost, so behind a proxy all addresses it gives out lead through the proxy.

Faults on the way::

    def test_a_lost_answer_makes_no_twin(wordpress: WordPress, faults: FaultProxy) -> None:
        faults.plan(fault.lose_answer(), method="POST", path="/wp/v2/posts")
        publish(faults.url, *wordpress.user("editor"))
        assert faults.count("POST", "/wp/v2/posts$") == 1

``faults``
    A ``FaultProxy`` before ``wordpress``. ``between(url, tls="expired")`` makes others, for this
    test: before any server, and as https with one of the certificates of certificates.py
    (``between.certificates.trusted`` is what a client must know: give it to SSL_CERT_FILE).
``.plan(*faults, method, path)``, ``.always(fault, method, path)``, ``.decide``, ``.clear()``
    Which request meets which fault; faults.py has them all, and ``Fault(...)`` makes others.
``.requests``, ``.writes``, ``.count(method, path)``
    What came: method, path, hash and JSON fields of the body, status; no secret is kept.
``.offline()``, ``.online()``, ``.url_as("localhost")``
    Refused connections, and the same place as another host, for redirects.

Outside of pytest (``make bench``): ``site = WordPress(Wishes(...))``, then ``site.close()``.

Tests that use these fixtures are marked ``wordpress`` and ``servers`` by themselves. On a machine
without the servers they are left out and counted in red at the end.
``packaging/setup.sh servers`` installs what is needed.
"""
