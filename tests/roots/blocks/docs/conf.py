project = "Formen"
extensions = ["lesebuch"]
