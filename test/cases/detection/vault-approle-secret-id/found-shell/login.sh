vault write auth/approle/login role_id=3f1b7a52-0c94-4e1d-9a57-6f20d8b1c473 \
  secret_id=⟦8d42e7b1-5fa0-4c36-b8e9-1d7f03a6c254⟧
