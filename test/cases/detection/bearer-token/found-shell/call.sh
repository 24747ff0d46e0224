curl -s https://api.internal/ -H "Authorization: Bearer ⟦q8Zt71LwXp02VbnM4kTz⟧"
