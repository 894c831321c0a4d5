project = "Kleines Lesebuch"
extensions = ["lesebuch"]
