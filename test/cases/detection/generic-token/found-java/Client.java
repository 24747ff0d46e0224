String accessToken = "⟦q8Zt71LwXp02VbnM⟧";
