"""Pools of words that names are made of; `|` stands between entries."""

from __future__ import annotations

from training.data.vocabulary import pool

PEOPLE = pool("""
Emma|Noah|Olivia|Liam|Ava|Lucas|Mia|Ethan|Sophie|Oscar|Freya|Hugo|Ines|Mateo|Leila|Omar|Priya|Arjun|Mei
|Kenji|Sven|Astrid|Callum|Niamh|Rosie|Toby|Hannah|Ruben|Zoe|Ivan|Katya|Jonas|Lena|Felix|Amara|Kofi|Chloe
|Theo|Iris|Max|Nora|Eli|Dad|Mum|Mom|Grandma|Grandpa|Granny|Nana|Gramps|Auntie|Uncle Joe|Uncle Bert|Papa
|Mama|the kids|the boys|the girls|the twins|the baby|my wife|my husband|the guest|the lodger
|the teenager|Sam|Ben|Kate|Lucy|Tom|Harriet|Dylan|Marco|Bianca|Pedro|Yara|Tariq|Anouk|Wim|Saskia|Ulla
|Ingrid|Bjorn|Fergus|Maeve|Rhys|Carys|Winnie|Gus|Mabel|Otis|Ezra|Juno|Aunt Polly|Mr Patel|Ms Novak|Doc
|Captain|Chef|Boss|Coach
""")

PETS = pool("""
Rex|Luna|Bella|Milo|Coco|Whiskers|Mittens|Pepper|Ginger|Noodle|Pickles|Waffles|Tofu|Mochi|Peanut|Duchess
|Bandit|Gizmo|Socks|Shadow|Ziggy|Nacho|Sprout|Pudding|Marble|Dobby|Hazel|Juniper|Smokey|Snowball|Tango
|Domino|Sushi|Churro|Bramble|Clover|Thumper|Bubbles|Nemo|Sheldon|Goldie|Pip|Squeak|Barnaby|Truffle
|Ferdinand|Maple|Chewie|Yoshi|Zelda
""")

NICKNAMES = pool("""
The Moon|Sunrise|Little Sun|Big Bertha|Old Faithful|Glowy|The Beast|Sir Shines-a-lot|Lady Lumen
|Luminator|Bright Eyes|Count Glowula|Shady McShade|Captain Cool|Breezy|Windy Miller|Dusty
|Sir Sucks-a-lot|Rosie the Robot|Hoovington|Dustin|Sweepy|Snoop|Spot|Mr Sunshine|The Eye|Darth Vacuum
|Obi-Wan Cleanobi|Marvin|Jarvis|Hal|Kitt|Wheatley|Glados|Bender|Princess|The Dragon|Dragon's Breath
|Snowflake|Firefly|Glowworm|Lighthouse|Beacon|The Tower|Pumpkin|Lemon|Banana|Flamingo|The Owl|Hedgehog
|Octopus|Jellyfish|Buddha|Cactus|Unicorn|Totoro|Groot|Gandalf|Merlin|Excalibur|Thor|Zeus|Poseidon|Athena
|Apollo|Artemis|Hades|Pluto|Venus|Saturn ring|Neptune|Milky Way|Aurora|Nebula|Comet|Stardust|Twilight
|The Cave|The Nest|Fort Knox|Checkpoint Charlie|Grand Central|Studio 54|Vegas|Tokyo|Copenhagen
|Little Paris|Bermuda|Gertrude|Agnes|Herbert|Wilhelmina|Cuthbert|Ethel|Norbert|Fitzgerald|Humphrey
|Ophelia|Balthazar|Beatrix|Winston|Zorro|Sparky|Flash|Bolt|Blinky|Twinkle|Shimmer|Ember|Cinder|Lumos|Nox
|Hot Stuff|Chilly Willy|Frosty|Mr Freeze|Toasty|Steamboat Willie|Thunder|Boomer|Big Ears|Loudmouth
|Mozart|Chopin|Elvis|Bowie|Freddie|Ziggy Stardust|The Duke|Aretha|The Incredible Bulb|Watts Up
|Ohm Sweet Ohm|Curtain Call|Blind Date|Shutter Island|Fan Solo|Fanny|Alfred|Jeeves|Hobson|Batcave
|Mothership|Tardis|Red October|Nautilus|Titanic|Bismarck|Endeavour|Kraken|Moby|Nessie|Yeti|Sasquatch
|Gollum|Cookie Monster|Grumpy|Sleepy|Dopey|Bashful|Tinker|Lichterkette|Stehlampe|Lampada|Petite lampe
|Lucecita|Kerstboom|Fuego|Luz de la luna|Abuelita|Schatzi|Sonnenschein
|Pixie|Goblin|Gremlin|Troll|Ogre|Cyclops|Medusa
|Hydra|Phoenix
""")

BRANDS = pool("""
Hue|Ikea|Tradfri|Lifx|Nanoleaf|Govee|Wiz|Yeelight|Sengled|Innr|Osram|Aqara|Sonoff|Shelly|Tuya|Tapo|Kasa
|Wemo|Meross|Eve|Lutron|Caseta|Leviton|Zooz|Fibaro|Aeotec|Tado|Nest|Honeywell|Bosch|Siemens|Miele
|Philips|Sonos|Bose|Denon|Yamaha|Samsung|LG|Sony|Panasonic|Roku|Fire|Apple|Xiaomi|Roborock|Roomba
|Ecovacs|Dreame|Eufy|Neato|Dyson|Levoit|Blueair|Vornado|Daikin|Mitsubishi|Fujitsu|Gree|Velux|Somfy
|Hunter Douglas|Yale|August|Schlage|Nuki|Danalock|Husqvarna|Gardena|Worx|Netatmo|Switchbot|Broadlink
|Moes|Zemismart|Athom|Blitzwolf|Nous|Gledopto|Paulmann|Ledvance|Muller|Jasco|Enbrighten
""")

MODELS = pool("""
Iris|Go|Play|Bloom|Aura|Mini|Pro|Max|Plus|One|Duo|Lite|Flex|Signe|Lightstrip|Beam|Dot|Pebble|Cube|Orb
|Tile|Panel|E27|GU10|S31|H7|X2|M3|T6|V4|Mk II|3000|500|Gen 2|Hub|Nano|Ultra|Eco|Air|Edge|Core|Prime|Aero
|Luna|Nova|Echo|Pixel|Q Revo|J9
""")

ADJECTIVES = pool("""
40 watt|60 W|2nd|1950s|5 metre|24 inch|tall|small|big|little|old|new|brass|copper|wooden|glass|paper|red
|green|blue|yellow|white|black|orange
|pink|silver|gold|round|square|long|dim|bright|warm|cosy|fancy|ugly|vintage|retro|modern|Tiffany
|Moroccan|Japanese|Danish|Swedish|art deco|mushroom|flamingo|globe|twisted|wobbly|broken|spare|second
|favourite|cheap|expensive|noisy|quiet|smart|stupid|fluffy|crystal|marble|concrete|rattan|bamboo|velvet
|striped|spotted|giant|tiny|crooked|antique|industrial|nautical|rustic|lava
""")

POSITIONS = pool("""
left|right|front|back|upper|lower|top|bottom|middle|centre|corner|side|main|inner|outer|north|south
""")
MORE_POSITIONS = pool("east|west|far|near|rear|end|first|second|third|overhead|downstairs|upstairs|entry")

FURNITURE = pool("""
sofa|couch|armchair|bookshelf|bookcase|desk|piano|bed|bunk|crib|cot|wardrobe|closet|dresser|mirror|sink
|stove|hob|counter|island|bar|breakfast bar|dining table|coffee table|sideboard|fireplace|TV stand
|aquarium|stairs|stairwell|window seat|bay window|bench|workbench|fridge|pantry|vanity|bathtub|shower
|toilet|plant|ficus|palm|record player|easel|drum kit|sewing machine|gun cabinet|wine rack
|trophy cabinet|pool table|pinball machine|dartboard|treadmill|hammock|barbecue|fire pit|pond|path|steps
|gate|flagpole|oak tree|pergola|gazebo|swing|trampoline|rockery|statue|well
""")

COMMAND_WORD_LIGHTS = pool("""
Stop light|Open sign|Closed sign|Exit light|Do not disturb light|Go light|Start line lights|On air sign
|Recording light|Dimmer lamp|Dim sum sign|Reading nook|Warm-up light|Stage left|Set light
|Off-road lights|Night watch|Standby lamp|Increase sign|Full moon|Half moon|Lights out lamp|Pause bar
|Close-up light|Time lamp|Cool corner|Cancel lamp|Brightside|Lower deck light|Raise the roof|Red alert
|Amber alert|Colour wall|Scene light|Timer light|Second light|Minute lamp|Ten past ten|Number nine
|Sixty watt|Twenty-two|Route 66|Lamp fifty|Area 51|The answer
""")
COMMAND_WORD_SWITCHES = pool("""
Off-peak heater|Always on socket|Power on hub|Turn table|Turnstile|Open fire|Closed circuit camera
|Set top box|Play station|Play room plug|Stop cock heater|Lock screen|Unlock charger|Start motor
|Pause button box|Volume pedal|Mute box|Warm plate|Cool box|Heat lamp|Night storage|Door chime
|Window box pump|Light box|Fan club|Temperature logger|Time machine|Alarm clock|Timer socket|Reset relay
|Standby killer|Master switch|Dimmer rack|Full stop|Set of lights|Up lift|Down pump|Lift off
""")
