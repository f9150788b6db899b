"""Rules that read the Arabic: which sentences commit, declare, agree, pay, call, endorse or worry, and who does."""
