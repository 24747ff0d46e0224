webpush.setVapidDetails("mailto:ops@shop.internal", "BK4x9_Tq2LmVb7-Rz5WnKc8HdJ6fPgYe3UiAo1NwQXsx9_Tq2LmVb7-Rz5WnKc8HdJ6fPgYe3UiAo1NwQXsx9_T", process.env.VAPID_PRIVATE_KEY);
