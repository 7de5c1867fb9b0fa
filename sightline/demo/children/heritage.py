"""Names of children who do not exist, by where their families come from, and how the same name is written otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heritage:
    """A share of the families and the names among them, the most frequent first."""

    share: float
    boys: tuple[str, ...]
    girls: tuple[str, ...]
    surnames: tuple[str, ...]


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.split()))


BRITISH = Heritage(
    0.65,
    _names("""
Jack Harry George Noah Oliver Charlie Thomas Jacob Alfie Oscar William James Henry Leo Joshua Freddie Archie Ethan
Isaac Joseph Alexander Samuel Daniel Logan Edward Lucas Max Benjamin Mason Harrison Theo Jake Sebastian Finley Arthur
Adam Dylan Riley Zachary Teddy David Toby Theodore Elijah Matthew Jenson Jayden Harvey Reuben Harley Luca Michael Hugo
Lewis Frankie Luke Stanley Tommy Jude Blake Louie Nathan Gabriel Albert Bobby Ryan Connor Callum Liam Owen Kai Tyler
Aaron Cameron Rhys Declan Aidan Kieran Bradley Ellis Rory Christopher Nicholas Anthony Robert Andrew Patrick Peter
Stephen Kyle Leon Reece Jamie Dominic Ashton Ronnie Rowan Felix Caleb Elliot Spencer Brandon Corey Ewan Euan Gethin
Morgan Dexter Jasper Caiden Kaiden Tobias Wilfred Ralph Sonny Vinnie Brody Carter Austin Cody Shane Miles Barnaby
"""),
    _names("""
Olivia Amelia Isla Ava Emily Isabella Mia Poppy Ella Lily Jessica Sophie Grace Sophia Evie Freya Charlotte Florence
Daisy Alice Phoebe Matilda Rosie Millie Isabelle Ruby Sienna Chloe Scarlett Evelyn Harriet Willow Elsie Lucy Erin
Ellie Layla Eva Maisie Molly Eleanor Abigail Elizabeth Hannah Holly Imogen Lola Megan Summer Amber Rose Bella Zara
Martha Georgia Jasmine Violet Ivy Nancy Lottie Thea Emma Beatrice Penelope Orla Darcie Skye Robyn Annabelle Lexi Niamh
Heidi Eliza Aoife Bethany Rebecca Katie Rachel Lauren Leah Paige Courtney Shannon Caitlin Kayleigh Demi Keira Tilly
Gabriella Victoria Rebekah Amy Francesca Faith Libby Alexandra Samantha Natasha Kimberley Stephanie Jennifer Laura
Margaret Catherine Kathryn Josephine Ottilie Clara Connie Mollie Tegan Cerys Seren Ffion Eilidh Macy Harper Hallie
Savannah Brooke Peyton Aurora Esme Iris Mabel Edith
"""),
    _names("""
Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall
Wood Jackson Clarke Harris Clark Cooper Lewis Turner Hill Ward Moore Morris Baker Harrison Morgan Allen James Scott
Watson Parker Davis Bennett Price Griffiths Young Mitchell Martin Cook Carter Richardson Bailey Collins Bell Shaw
Murphy Miller Cox Kelly Richards Anderson Marshall Simpson Ellis Adams Wilkinson Webb Foster Graham Powell Chapman
Rogers Stevens Gray Hughes Edwards Thomas King Lee Mason Hunt Rose Palmer Knight Holmes Mills Barnes Matthews Fisher
Butler Russell Barker Dixon Stevenson Hudson Pearson Jenkins Dean Fletcher Ford Hamilton Gibson Burton Reynolds Fox
Lloyd Armstrong Andrews West Wells Gardner Payne Walsh Hart Booth Newman Spencer Lawrence Cole Byrne Ryan Doyle Quinn
Gallagher Doherty Connolly McCarthy McDonald MacLeod McKenzie Campbell Stewart Robertson Fraser Ross Henderson Duncan
Cunningham Owen Pritchard Rees Vaughan Howells Probert Bowen Meredith Nicholls Pearce Trevithick Hocking Tregenza
Rowe Sutton Atkinson Hargreaves Ashworth Entwistle Birtwistle Openshaw Ramsbottom Thwaite Sykes Crossley Haigh Oldroyd
Metcalfe Dinsdale Raine Charlton Robson Dodds Milburn Elliott Forster Bewick Heslop Stobbart Nixon Graves Tyson Fell
Askew Postlethwaite Braithwaite Dobson Garnett Lamb Sharples Kershaw Schofield Whittaker Holt Lord Stott Bunting Gooch
Thurlow Catchpole Nunn Cutting Bloomfield Garrod Larter Mobbs Tuck Quantrill Loader Penny Legg Squibb Gollop Hann
Bartlett Stickland Ridout Trowbridge Pike Yeo Luscombe Widdicombe Endacott Ley Vanstone Cann Northcott Westlake Madge
Cartwright Onions Fellows Tranter Perry Hickman Whitehouse Round Hingley Darby Raybould Bagnall Sankey Gough Yardley
Smith-Jones Hall-Evans Taylor-Reed Cox-Hughes Grant-Lewis Moore-Price O'Brien O'Connor O'Neill O'Sullivan D'Arcy
"""),
)
SOUTH_ASIAN = Heritage(
    0.13,
    _names("""
Mohammed Muhammad Ibrahim Yusuf Ali Hassan Hamza Zain Bilal Usman Ahmed Abdullah Omar Ismail Haris Imran Arjun Aarav
Rohan Krish Dev Nikhil Vihaan Rahul Gurpreet Harjit Jaspreet Manpreet Tanvir Rafiq Shahid Kabir Sufyan Zakariya Eesa
"""),
    _names("""
Ayesha Fatima Maryam Zainab Khadija Amina Hafsa Safa Sumaiya Zoya Iqra Anaya Aaliyah Noor Inaya Priya Anjali Diya Isha
Kavya Meera Simran Jasleen Harpreet Kiran Navneet Nusrat Rukhsana Tahmina Shabnam Rabia Mehreen Sana Hira Laiba
"""),
    _names("""
Khan Patel Hussain Begum Ahmed Singh Ali Kaur Akhtar Shah Mahmood Iqbal Malik Hussein Rahman Miah Chowdhury Uddin
Islam Sharma Kumar Bibi Mirza Qureshi Sheikh Choudhury Joshi Desai Mistry Gill Dhillon Sandhu Bains Sidhu Rao Nair
Perera Fernando Gurung Rai Thapa Siddiqui Ansari Butt Chaudhry Aslam Rashid
"""),
)
AFRICAN = Heritage(
    0.08,
    _names("""
Emmanuel Samuel David Joshua Daniel Kofi Kwame Chidi Emeka Tunde Femi Ayodele Oluwaseun Kelechi Obinna Yaw Kwabena
Abdi Ahmed Abdirahman Mohamed Liban Tendai Tinashe Tafadzwa Amadou Ousmane Filmon Yonas Dawit Biniam Jephthah
"""),
    _names("""
Blessing Grace Esther Favour Precious Chiamaka Ngozi Adaeze Amara Temitope Oluwadamilola Folasade Abena Akosua Ama
Efua Hodan Ifrah Amal Sagal Rudo Chipo Nyasha Tariro Aminata Fatoumata Selam Hiwot Rahel Bethlehem Marvellous
"""),
    _names("""
Okafor Mensah Adeyemi Osei Owusu Boateng Nwosu Okonkwo Eze Balogun Adebayo Ogunleye Afolabi Appiah Asante Agyeman
Mohamed Abdi Hassan Ali Yusuf Warsame Farah Moyo Ncube Sibanda Chikwanha Mutasa Diallo Bah Camara Tesfay Haile Bekele
Gebremariam Kamara Sesay Conteh Mwangi Otieno
"""),
)
EASTERN_EUROPEAN = Heritage(
    0.08,
    _names("""
Jakub Filip Oskar Antoni Kacper Szymon Mateusz Aleksander Wojciech Piotr Michal Dawid Andrei Stefan Alexandru Ionut
Gabriel Matei Luca Lukas Matas Jonas Nojus Dominykas Artem Maksym Oleksandr Dmytro Tomas Martin Viktor Georgi Nikolay
"""),
    _names("""
Zuzanna Julia Zofia Maja Hanna Oliwia Aleksandra Natalia Wiktoria Katarzyna Agnieszka Magdalena Andreea Maria Ioana
Alexandra Elena Stefania Gabija Emilija Ugne Kamile Sofiia Anastasiia Yuliia Kateryna Nikol Viktoria Eliska Tereza
"""),
    _names("""
Nowak Kowalski Wisniewski Wojcik Kowalczyk Kaminski Lewandowski Zielinski Szymanski Wozniak Dabrowski Kozlowski
Jankowski Mazur Krawczyk Popescu Ionescu Popa Dumitru Stan Radu Munteanu Constantin Kazlauskas Petrauskas Jankauskas
Balciunas Shevchenko Kovalenko Bondarenko Tkachenko Melnyk Petrov Ivanov Dimitrov Georgiev Novak Svoboda Horvath Varga
"""),
)
MIDDLE_EASTERN = Heritage(
    0.04,
    _names("""
Youssef Mustafa Karim Khaled Tariq Rami Ziad Amir Reza Arash Hamid Farhad Dilshad Rebin Karwan Mehmet Emre Burak Kerem
Najib Hamed Wahid Jawad Sami
"""),
    _names("""
Leila Yasmin Rania Dina Salma Huda Mariam Nadia Samira Zahra Parisa Shirin Narges Shilan Rozh Hevin Elif Zeynep Defne
Ayse Marwa Freshta Laila Mina
"""),
    _names("""
Al-Masri Al-Hassan Haddad Khalil Mansour Saleh Nasser Aziz Karimi Hosseini Rezaei Ahmadi Mohammadi Rahimi Hamidi Noori
Yilmaz Kaya Demir Sahin Aydin Ozturk Rashid Amin Kareem Osman Salih Abdullah Barzani Stanekzai
"""),
)
EAST_ASIAN = Heritage(
    0.02,
    _names("Wei Jun Ming Hao Kelvin Jason Minh Duc Huy Long Ethan Ryan Marcus Jun-Wei Ka-Ho Angelo Jerome"),
    _names("Mei Xin Yi Ling Jia Chloe Emily Linh Thao Mai Hoa Angel Wing-Yan Hei-Man Princess Althea Joy"),
    _names("""
Chan Wong Li Chen Wang Zhang Liu Cheung Lam Leung Ho Nguyen Tran Pham Le Hoang Vu Santos Reyes Cruz Garcia Ramos
"""),
)
HERITAGES = (BRITISH, SOUTH_ASIAN, AFRICAN, EASTERN_EUROPEAN, MIDDLE_EASTERN, EAST_ASIAN)

_SAME = """
Alexander Alex Xander|Alexandra Alex Lexi|Alexandru Alex|Aleksander Alex|Aleksandra Ola|Oleksandr Sasha
Andrew Andy Drew|Anthony Tony|Benjamin Ben|Charlotte Charlie Lottie|Christopher Chris|Daniel Danny Dan
Edward Eddie Ted|Elizabeth Lizzie Beth|Eleanor Ellie Nell|Isabella Bella Izzy|Isabelle Izzy|Gabriella Gabby
Harrison Harry|Jacob Jake|James Jamie Jim|Jennifer Jenny|Jessica Jess|Joseph Joe Joey|Joshua Josh
Josephine Josie|Katie Kate|Catherine Cath Katie|Kathryn Kate Catherine|Margaret Maggie|Matthew Matt
Matilda Tilly Mattie|Michael Mike Mikey|Nicholas Nick Nicky|Oliver Ollie|Patrick Paddy|Rebecca Becky Becca
Rebekah Rebecca Becky|Robert Rob Bobby|Samuel Sam Sammy|Samantha Sam|Sebastian Seb|Stephen Steven Steve
Stephanie Steph|Theodore Theo Teddy|Thomas Tom Tommy|Tobias Toby|Victoria Vicky Tori|William Will Billy
Zachary Zach Zack|Abigail Abi|Kayleigh Kayley Kaylee|Caitlin Kaitlyn Katelyn|Keira Kiera|Niamh Neve
Kaiden Caiden Kayden|Jayden Jaden|Aidan Aiden|Callum Calum|Sophia Sofia|Sophie Sofie|Layla Leila Laila
Zara Zahra|Mohammed Muhammad Mohammad Mohamed Mohd|Muhammad Mohammed Mohammad Muhammed
Yusuf Yousef Youssef Yusof|Ibrahim Ebrahim|Ahmed Ahmad Ahmet|Hassan Hasan|Hussain Hussein Hossain|Hamza Hamzah
Omar Umar|Usman Uthman Osman|Ayesha Aisha Aishah|Fatima Fatimah Fathima|Maryam Mariam Miriam
Zainab Zaynab Zeinab|Aaliyah Aliyah Aliya|Khadija Khadijah Khadeeja|Youssef Yusuf Yousef Yousif
Leila Layla Laila|Khaled Khalid|Karim Kareem|Tariq Tarek Tareq|Mustafa Mostafa|Yasmin Yasmeen
Mohamed Mohammed Maxamed|Abdirahman Abdurahman Abdulrahman|Oluwaseun Seun|Oluwadamilola Dami
Emmanuel Emanuel Manny|Jakub Jacob|Mateusz Matthew|Piotr Peter|Katarzyna Kasia|Agnieszka Aga|Magdalena Magda
Zuzanna Zuzia|Wiktoria Victoria|Yuliia Julia Yulia|Anastasiia Anastasia Nastya|Kateryna Katerina
Dmytro Dmitry Dmitri|Maksym Maxim Maksim|Sofiia Sofia|Mehmet Mehmed|Ayse Ayshe|Jun-Wei Junwei Jun|Ka-Ho Kaho
Wing-Yan Wingyan Wing|Hei-Man Heiman|Zakariya Zakaria|Noor Nur|Nikolay Nikolai|Georgi George|Eesa Isa Essa
Harpreet Harprit|Jaspreet Jasprit|Chowdhury Choudhury Chaudhry|Choudhury Chowdhury|Rahman Rehman|Sheikh Shaikh
Siddiqui Siddique|Mahmood Mahmoud Mehmood|Mohammadi Muhammadi|Al-Masri Almasri Masri|Al-Hassan Alhassan Hassan
Hosseini Husseini|O'Brien OBrien|O'Connor OConnor|O'Neill ONeill|O'Sullivan Sullivan|McDonald Macdonald
McKenzie MacKenzie|MacLeod McLeod|Stevenson Stephenson|Nguyen Ngyuen
"""
OTHERWISE = {
    first: tuple(others)
    for entry in _SAME.replace("\n", "|").replace("||", "|").strip("|").split("|")
    for first, *others in [entry.split()]
}
"""Short forms and other spellings of a name."""


def feminine(surname: str) -> str:
    """A Polish, Lithuanian or Bulgarian surname as a daughter has it."""
    for ending, hers in (
        ("ski", "ska"),
        ("uskas", "uskaite"),
        ("ev", "eva"),
        ("ov", "ova"),
        ("unas", "unaite"),
    ):
        if surname.endswith(ending):
            return surname.removesuffix(ending) + hers
    return surname
