echo "deploy:⟦hunterGreen7⟧" | sudo chpasswd
