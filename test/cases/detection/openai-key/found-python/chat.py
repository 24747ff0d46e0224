openai.api_key = "⟦sk⁞-proj-ZPf1Qh6yYTWmE4lBYOvfZ8UzDzV8fUkkibjL5DZPjN0MEQ7w⟧"
