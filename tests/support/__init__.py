"""What several rooms of tests share: a small real model, invented news, a web of their own."""
