app.use(session({ secret: "⟦k8Jq2-vXw0Zt7p⟧" }));
