class Settings(BaseSettings):
    client_secret: str = Field(default="⟦09d25e094faa6ca2556c818166b7a956⟧")
