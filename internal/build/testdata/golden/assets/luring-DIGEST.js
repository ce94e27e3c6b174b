kept elsewhere
