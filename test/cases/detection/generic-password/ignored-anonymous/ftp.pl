$pass = '-anonymous@';
# default login anonymous password user@site
