"""The page in a browser: what somebody who opens it can see and do."""
