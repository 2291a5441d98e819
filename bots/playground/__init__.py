"""Local stand-ins of both platforms' servers, for the demo, the tests and the page."""
