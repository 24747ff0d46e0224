curl -s https://grafana.local/api/org -H "Authorization: Bearer ⟦glsa⁞_BtyAXNO5aNDaGmgH9qFb1UgkWwDas3e6_01168318⟧"
