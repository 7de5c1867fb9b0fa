"""The pages of indicators: all of them in small pictures of one scale, and a page for each with what it rests on."""
