"""Names of people who do not exist."""

from __future__ import annotations

from random import Random

FIRST = """
Aaliyah Adam Adaeze Aidan Aisha Alan Alice Amara Amelia Amir Amy Andrew Anika Anita Anna Ayesha Barbara
Beatrice Ben Bethan Callum Carmen Carol Catherine Cerys Charlotte Chidi Chloe Claire Colin Daniel David Dawn
Deborah Declan Dev Diana Dominic Donna Dylan Edward Eleanor Eilidh Elaine Emeka Emily Emma Esther Ewan Faith
Farah Fatima Fiona Frances Freya Gareth Gemma George Georgia Grace Graham Hannah Harriet Harpreet Hassan
Heather Helen Hugh Ibrahim Imran Ines Iris Isaac Isla Jack Jacob James Janet Jasmine Jean Jennifer Jodie
Joseph Joyce Judith Kamal Karen Kate Keiran Kofi Laila Laura Lauren Leanne Leila Leo Lewis Linda Lorna
Louise Lucy Luke Mandeep Margaret Maria Mark Martha Martin Maya Megan Mehmet Mei Michael Mohammed Moira
Nadia Natalie Nathan Neil Niamh Nia Nicola Nikhil Noah Olivia Omar Owen Paige Patrick Paula Peter Philippa
Poppy Priya Rachel Rahul Rebecca Rhys Robert Rosa Rosie Ruth Ryan Sadia Sally Samuel Sandra Sanjay Sarah
Sean Shanice Sharon Simon Sofia Stella Stephen Sunita Susan Tariq Temi Theo Tina Tom Uma Victoria Vikram
Wendy William Xin Yasmin Yusuf Zara Zoe
""".split()
LAST = """
Abbott Adeyemi Ahmed Akhtar Ali Allen Anderson Appleby Archer Arnold Ashworth Atkins Bailey Banerjee Banks
Barker Barnes Barrett Baxter Begum Bell Bennett Bhatt Bird Blackwood Bolton Booth Bowen Bradley Brennan
Briggs Brooks Bryant Burke Burton Butler Byrne Cairns Campbell Carr Carter Chambers Chan Chapman Clarke Cole
Collins Cooper Cox Crawford Cross Dalton Daly Davies Dawson Dean Dhillon Dixon Doherty Douglas Doyle Duffy
Duncan Dunn Edwards Ellis Evans Farrell Ferguson Finch Fisher Fletcher Flynn Forbes Ford Foster Fox Francis
Fraser Freeman Gallagher Gardner Gibson Gill Glover Goodwin Gordon Graham Grant Gray Green Griffiths Hall
Hamilton Hancock Harding Harper Harris Hart Hayes Henderson Hewitt Higgins Hill Hobbs Holland Holmes Howard
Hudson Hughes Hunt Hussain Hussein Ingram Iqbal Jackson James Jenkins Jensen Johnson Jones Joshi Kaur Kay
Kelly Kemp Kennedy Khan King Knight Kumar Lamb Lane Lawson Leach Lee Lewis Little Lloyd Logan Lowe Lynch
Mahmood Malik Marsh Marshall Martin Mason Matthews May McCarthy McDonald McKenzie Mensah Mills Mitchell
Moore Morgan Morris Moss Murphy Murray Nash Naylor Newman Nolan Norris Nwosu O'Brien Okafor Oliver Osborne
Owens Palmer Park Parker Parry Patel Pearce Perry Phillips Pickering Pope Potter Powell Price Quinn Rahman
Rao Reed Rees Reid Reynolds Rhodes Riley Roberts Robinson Rogers Rose Ross Rowe Russell Ryan Sahota Saunders
Scott Shah Sharma Shaw Shepherd Simmons Singh Slater Smart Spencer Steele Stevens Stewart Stone Sullivan
Sutton Sweeney Tanner Taylor Thomas Thornton Todd Tran Tucker Turner Vaughan Wade Walker Walsh Ward Warren
Watson Watts Webb Wells West Wheeler White Wilkins Williams Wilson Winter Wong Wood Woods Wright Yates Young
Yusuf
""".split()


def full_name(chance: Random) -> str:
    """A first name and a surname."""
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def address(name: str, domain: str, number: int | None = None) -> str:
    """The e-mail address of a person of this name; ``number`` tells those of one name apart."""
    local = name.lower().replace("'", "").replace(" ", ".")
    return f"{local}{'' if number is None else number}@{domain}"
