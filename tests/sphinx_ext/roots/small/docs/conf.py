project = "Kleines Lesebuch"
language = "de"
extensions = ["lesebuch"]
