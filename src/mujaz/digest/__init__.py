"""The unattended weekly job: collecting, the digest, the ledger of commitments, mail, web archive, schedule."""
