"""The search kept in step with the listings: what is offered of each, and when it is written anew."""
