webpush.setVapidDetails(
  "mailto:ops@shop.internal",
  "BK4x9_Tq2LmVb7-Rz5WnKc8HdJ6fPgYe3UiAo1NwQXsx9_Tq2LmVb7-Rz5WnKc8HdJ6fPgYe3UiAo1NwQXsx9_T",
  "⟦q7Lm-2xVt9KzR4bWn_8sYc1HdJ6fPgUe3TiAo5NwQXk⟧",
);
