"""The whole process, killed and hindered in every way, seen from outside."""
