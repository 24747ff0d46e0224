variable "db_password" {
  description = "Where the default = \"x\" would stand"
  type        = string
}

variable "region" {
  default = "eu-west-1"
}
