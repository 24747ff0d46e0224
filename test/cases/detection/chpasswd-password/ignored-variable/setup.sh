echo "deploy:$DEPLOY_PASSWORD" | chpasswd
