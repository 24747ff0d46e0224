variable "db_password" {
  type    = string
  default = "⟦d3faultPw9⟧"
}
