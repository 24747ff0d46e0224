export VAULT_TOKEN=⟦s.⁞8PnTInftDgGId6RzfGCGjcxT⟧
