"""The page as readers will see it: exact in the browser engine, or approximate without it.

What belongs here: showing what ``services.pages`` gives. Not here: rendering a page
(``formats.page``) and the network, which nothing here can reach.
"""
