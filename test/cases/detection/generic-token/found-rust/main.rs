const API_TOKEN: &str = "⟦c9f0f895fb98ab9159f51fd0297e236d⟧";
