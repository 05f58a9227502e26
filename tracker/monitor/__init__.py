"""What comes in, what waits and what fails: pages for those who run the site."""
