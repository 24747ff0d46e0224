const client = new Anthropic({ apiKey: "⟦sk⁞-ant-api03-jJJibaZUPgHV7iB3m03nbqnsGpWLuqIA1id6Vw5DQL05HA064GiIjHGb3CXlMaXZjljENUhJduRHHJEYXg4JdpmrcXgGCAA⟧" });
