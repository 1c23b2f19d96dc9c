"""The routes: ``/api/…`` speaks JSON, everything else is a page."""
