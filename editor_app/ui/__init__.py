"""What an editor sees: the window, in folders by what is seen.

This is the only room that names Qt. It shows what ``services`` return, hands
work to threads through ``jobs`` and follows the changes that come back. It may
ask ``text`` and ``formats`` directly for what is needed at each key.

Not here: any reach to disk or network but through ``services``; nothing here
imports ``storage`` or ``connectors``.
"""
