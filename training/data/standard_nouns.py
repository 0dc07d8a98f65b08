"""What people call the things of each standard type; `*` is any area, other keys are area tags (see places)."""

from __future__ import annotations

from training.data.vocabulary import pool

NOUNS: dict[str, dict[str, tuple[str, ...]]] = {
    "light": {
        "*": pool("""
light|light|light|lamp|lamp|ceiling light|ceiling light|lights|spots|spotlights|pendant|downlights
|LED strip|strip|chandelier|sconce|floor lamp|table lamp|wall light|bulb|night light|uplighter
|track lights|standing lamp|cove light|lantern|accent light|ceiling lamp|halogen|lightbar
|recessed lights|globe|picture light|overhead light|main light|big light|neon|lava lamp|salt lamp
|torchiere|strip light|mood light|corner lamp|corner light|LEDs|pot lights|fairy lights|candles
"""),
        "living": pool("""
reading lamp|TV backlight|bookcase lights|arc lamp|sofa lamp|fireplace lights|mantel lights|piano light
|bias light
"""),
        "kitchen": pool("""
counter lights|under-cabinet lights|island pendants|hob light|worktop lights|sink light|plinth lights
|cabinets|cooker hood light
"""),
        "bed": pool("""
bedside lamp|nightstand lamp|reading light|headboard light|bed light|wardrobe light|bunk light
|wake-up light|canopy lights
"""),
        "bath": pool("mirror light|vanity lights|shower spots|cabinet light|bath light|make-up light"),
        "hall": pool("stair lights|hall pendant|coat rack light|step lights|entry light|passage light"),
        "work": pool("""
desk lamp|monitor light|key light|ring light|task light|drafting lamp|bench light|whiteboard light
|studio light|magnifier lamp
"""),
        "outdoor": pool("""
path lights|string lights|festoon|floodlight|bollards|porch light|tree lights|deck lights|flood light
|lanterns|wall wash|steps|spike lights|security light|flagpole light
"""),
        "garage": pool("tube light|work light|bench light|inspection lamp|fluorescents|battens"),
        "utility": pool("tube light|bare bulb|shelf lights|rack light"),
        "play": pool("""
disco ball|bar lights|neon sign|star projector|lightsaber|laser|dinosaur lamp|toadstool lamp|glow globe
|blacklight
"""),
        "animals": pool("heat lamp|stall lights|coop light|brooder lamp|basking lamp"),
        "shop": pool("display lights|shelf lights|sign|counter spots|shop window lights|open sign"),
    },
    "switch": {
        "*": pool("""
plug|socket|outlet|switch|extension lead|power strip|heater plug|fan plug|charger|diffuser|radio
|lamp plug|relay|wall switch|smart plug|transformer|adapter|humidifier plug|fountain|electric blanket
|Christmas tree|router|modem|dehumidifier socket
"""),
        "living": pool("""
Christmas tree|TV socket|hi-fi power|record player|electric fire|aroma diffuser|games console|amplifier
|subwoofer|projector power
"""),
        "kitchen": pool("""
kettle|coffee maker|toaster|slow cooker|crockpot|microwave|dishwasher plug|hot plate|water cooler|fridge
|freezer|ice machine|blender|extractor|boiling tap|egg boiler
"""),
        "bed": pool("""
electric blanket|heated mattress|phone charger|white noise machine|sound machine|oil diffuser|CPAP
|bed warmer
"""),
        "bath": pool("""
towel rail|towel warmer|extractor fan|mirror demister|underfloor heating|hair dryer socket|shower pump
|heated toilet seat
"""),
        "hall": pool("shoe dryer|doorbell|doorbell chime|hall heater|scooter charger|intercom"),
        "work": pool("""
monitor|printer|workstation|soldering iron|dock|desk fan|server|NAS|laptop charger|laminator|shredder
|label printer|oscilloscope|UPS
"""),
        "outdoor": pool("""
fountain|pond pump|pump|inflatable snowman|bug zapper|patio heater|waterfall|pool pump|reindeer
|fairy light socket|electric fence|misters|festoon power
"""),
        "garage": pool("""
compressor|car charger|battery charger|table saw|dust extractor|bench socket|engine heater|block heater
|air compressor|freezer
"""),
        "utility": pool("""
washing machine|tumble dryer|freezer|circulation pump|sump pump|router|network switch|immersion|boiler
|heat trace|dryer
"""),
        "play": pool("""
console|arcade cabinet|pinball|jukebox|train set|slot cars|fog machine|bubble machine|popcorn cart
|guitar amp|drum machine
"""),
        "animals": pool(
            "water heater|incubator|electric fence|trough heater|egg incubator|fly trap|milk pump|heat mat"
        ),
        "shop": pool("""
open sign|till|card machine|music box|neon|display fridge|window display|steamer|mannequin turntable
"""),
    },
    "fan": {
        "*": pool("""
fan|fan|ceiling fan|pedestal fan|desk fan|tower fan|ventilator|box fan|wall fan|standing fan
|air circulator|blower|extractor|exhaust fan|punkah|ventilation
"""),
        "kitchen": pool("hood|extractor hood|cooker hood|range hood|vent hood"),
        "bath": pool("extractor|exhaust|bath fan|shower fan"),
        "animals": pool("barn fan|ridge vent fan|cooling fan"),
        "utility": pool("attic fan|whole-house fan|HRV|MVHR"),
    },
    "lock": {
        "*": pool("""
door|front door|back door|side door|lock|deadbolt|door lock|patio door|cellar door|gate lock|smart lock
|padlock|safe|cabinet lock|gun safe|letterbox|keypad|strongroom|tool chest|medicine cabinet|latch
""")
    },
    "climate": {
        "*": pool("""
thermostat|heating|air conditioner|AC|radiator|heater|air con|heat pump|mini split|underfloor heating
|floor heating|radiator valve|TRV|split unit|furnace|panel heater|stove|climate|aircon|central heating
|fan coil|infrared panel|storage heater|wood pellet stove|swamp cooler
"""),
        "animals": pool("barn heating|tack heater|greenhouse heater"),
    },
    "humidifier": {
        "*": pool("humidifier|mister|fogger|vaporiser|steam humidifier|moisture machine|cool mist|humidor")
    },
    "dehumidifier": {
        "*": pool("dehumidifier|dryer|damp eater|moisture trap|condenser|dehumidifier|drying unit")
    },
    "air_purifier": {
        "*": pool(
            "air purifier|purifier|air cleaner|filter|HEPA|smoke eater|ioniser|air scrubber|pollen trap"
        )
    },
    "water_heater": {
        "*": pool("""
water heater|boiler|hot water|immersion heater|geyser|hot water tank|cylinder|tankless heater|combi
|hot water
""")
    },
    "media_player": {
        "*": pool("""
speaker|speaker|TV|television|radio|stereo|hi-fi|soundbar|music|smart speaker|amplifier|receiver|jukebox
|media player|speakers|boombox|streamer|ceiling speakers|internet radio
"""),
        "living": pool("""
TV|big TV|projector|soundbar|home cinema|Apple TV|Chromecast|Fire stick|set-top box|turntable
|AV receiver|telly|flatscreen|surround system|cinema system
"""),
        "bed": pool("TV|bedside radio|clock radio|small TV|pillow speaker"),
        "kitchen": pool("radio|smart display|kitchen TV|DAB radio"),
        "bath": pool("shower speaker|radio|mirror TV"),
        "outdoor": pool("garden speakers|rock speakers|patio speaker|outdoor TV"),
        "work": pool("monitor speakers|studio monitors|PA|conference screen|wall display|computer speakers"),
        "play": pool("PlayStation|Xbox|karaoke machine|DJ deck|gaming TV|subwoofer"),
    },
    "vacuum": {
        "*": pool("""
vacuum|robot vacuum|hoover|robot|vacuum cleaner|robovac|mop|robot mop|sweeper|cleaning robot
|robot hoover|mop bot|dust buster
""")
    },
    "lawn_mower": {
        "*": pool("""
lawn mower|mower|robot mower|lawnmower|grass cutter|mowbot|lawn robot|automower|hedgehog mower
|field mower
""")
    },
    "valve": {
        "*": pool("""
valve|water valve|main valve|shut-off valve|water main|stopcock|mixer valve|bypass valve|heating valve
|tap|faucet|water supply
"""),
        "outdoor": pool("""
sprinkler valve|hose bib|irrigation valve|pond valve|garden tap|hose tap|drip line|lawn valve|standpipe
"""),
        "kitchen": pool("gas valve|tap|gas tap|sink valve|gas supply|dishwasher valve"),
        "bath": pool("shower valve|bath tap|bath filler|cistern valve"),
        "animals": pool("trough valve|drinker valve|silo gate|feed valve"),
    },
    "alarm": {
        "*": pool("""
alarm|house alarm|burglar alarm|security system|alarm panel|security|intruder alarm|alarm system|guard
|home guard|perimeter alarm
""")
    },
    "siren": {
        "*": pool("""
siren|alarm siren|horn|klaxon|outdoor siren|strobe|alarm bell|panic siren|foghorn|chime|air horn
""")
    },
    "scene": {
        "*": pool("""
movie night|good morning|good night|bedtime|dinner|romantic dinner|relax|reading|party|focus|concentrate
|cleaning mode|cosy evening|sunset|sunrise|homework|yoga|storm mode|Christmas|Halloween|barbecue
|away mode|welcome home|rainy day|candlelight|energise|nightlight mode|gaming|karaoke night|film time
|date night|breakfast|siesta|lights down|all quiet|deep ocean|forest|northern lights|savanna|campfire
|spring blossom|arctic dawn|disco|chill out|study time|nap time|wind down|showtime|Sunday brunch
|tropical twilight|library hush|open for business|closing time|milking time|guests coming|tidy up
|poker night|football|opera|tea time|full blast|blackout|moody|jazz club
""")
    },
    "script": {
        "*": pool("""
leaving home|coming home|wake the kids|water the plants|vacation mode|arrival|evening routine
|morning routine|lock up|bedtime story|laundry done|feed everyone|movie setup|panic|fire drill
|prank call|air the house|reboot router|ring for dinner|dinner bell|find my phone|school run
|morning rush|night shift|sauna evening|spring clean|trash day|start the day|close the shop
|opening routine|backup now|test alarm|flash mob|party starter|lights chase|visitor mode|chores
|dance break|stretch break|treasure hunt|kids to bed|boss mode
""")
    },
    "button": {
        "*": pool("""
doorbell|restart|reboot|reset|identify|gate opener|call elevator|lift call|elevator|refill|garage remote
|ring the bell|start boiler|filter reset|find remote|panic button|WoL|wake PC|wake computer|test button
|flush|snapshot|door buzzer|buzzer|service bell|hotel bell|ping|calibrate|descale|self-clean
|treat dispenser|confetti cannon|rocket launch|call nurse|photo booth
""")
    },
    "select": {
        "*": pool("""
house mode|mode|heating program|wash program|light theme|washing programme|fan profile|security mode
|sound mode|picture mode|theme|color scheme|charge mode|energy mode|schedule|season|watering program
|alarm sound|doorbell tone|ringtone|clock face|display page|input|language|cleaning plan|sleep sound
|sound scene|scent|ventilation profile|bell pattern|EQ preset
""")
    },
    "number": {
        "*": pool("""
target level|speed|delay|charge limit|offset|threshold|bass|treble|balance|volume limit|motor speed
|mist level|timer length|bed angle|headrest|footrest|intensity|alarm volume|charge current|boost minutes
|irrigation minutes|shower temperature|sub level|brightness cap|dim level|exposure|zoom|gain|heat level
|seat heat|desk height|snooze time|flow rate|target weight|pH target|wind limit
""")
    },
    "timer": {
        "*": pool("""
timer|kitchen timer|egg timer|timer|pasta timer|oven timer|tea timer|laundry timer|homework timer
|nap timer|workout timer|pizza timer|screen time|meeting timer|bread timer|parking timer
""")
    },
}

COVERS: dict[str, tuple[str, ...]] = {
    "blind": pool("""
blind|blinds|roller blind|venetian blind|shade|shades|roman shade|skylight blind|roof blind|window shade
|pleated blind|duo blind|vertical blinds
"""),
    "curtain": pool("""
curtain|curtains|drapes|sheer curtain|blackout curtain|net curtains|drape|stage curtain|voile
|theatre curtain|bed curtains
"""),
    "shutter": pool("""
shutter|shutters|roller shutter|rolling shutters|storm shutter|security shutter|rollers|window shutters
|hurricane shutters
"""),
    "garage": pool("garage door|garage|overhead door|garage door|roller door|car door|big door|bay door"),
    "gate": pool("""
gate|driveway gate|front gate|side gate|garden gate|entrance gate|sliding gate|barrier|yard gate
|field gate|boom gate|portcullis
"""),
    "awning": pool(
        "awning|sun awning|canopy|sunshade|parasol|shade sail|markise|pergola roof|sun sail|marquee"
    ),
    "window": pool("""
window|skylight|roof window|roof light|vent|window opener|transom|bay window|dormer|roof hatch|louvre
|Velux window|clerestory
"""),
}

OPTIONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "effect": (
        ("colorloop", "strobe", "candle"),
        ("rainbow", "fire", "aurora", "police"),
        ("twinkle", "wave", "fade", "static"),
        ("breathe", "okay", "channel_change", "finish_effect", "blink"),
        ("sunset", "party", "romance", "focus", "night light"),
        ("meteor", "ripple", "lightning", "comet", "noise"),
        ("Northern lights", "Fireplace", "Ocean", "Jungle", "Sunrise"),
        ("lava", "plasma", "matrix rain", "snow", "sparkle"),
        ("none", "cozy", "forest", "club", "pulse", "rhythm"),
        ("solid", "gradient", "chase lights", "theater"),
        ("glitter", "heartbeat", "sos"),
    ),
    "climate_mode": (
        ("heat", "cool", "auto", "off"),
        ("heat", "off"),
        ("heat", "cool", "dry", "fan_only", "auto"),
        ("auto", "heat", "cool", "heat_cool", "off"),
        ("eco", "comfort", "boost"),
        ("heat", "eco", "frost protection"),
        ("cool", "fan only", "dry"),
        ("comfort", "night", "away", "holiday"),
        ("manual", "schedule", "boost"),
        ("heating", "cooling", "automatic", "ventilation"),
        ("home", "away", "sleep", "auto"),
        ("low", "high", "turbo"),
    ),
    "fan_mode": (
        ("low", "medium", "high", "auto"),
        ("quiet", "1", "2", "3", "turbo"),
        ("auto", "on"),
        ("silent", "low", "mid", "high"),
        ("whisper", "normal", "strong"),
        ("level 1", "level 2", "level 3"),
    ),
    "swing": (
        ("on", "off"),
        ("vertical", "horizontal", "both", "off"),
        ("off", "up", "middle", "down"),
        ("left", "right", "wide", "stopped"),
        ("fixed", "swinging"),
    ),
    "speed": (
        ("low", "medium", "high"),
        ("sleep", "breeze", "storm"),
        ("1", "2", "3", "4"),
        ("slow", "fast"),
        ("silent", "low", "medium", "high", "turbo"),
        ("gentle", "normal", "full"),
        ("eco", "auto", "boost"),
        ("level one", "level two", "level three"),
    ),
    "direction": (
        ("forward", "reverse"),
        ("summer", "winter"),
        ("up", "down"),
        ("clockwise", "counterclockwise"),
        ("in", "out"),
    ),
    "humidifier_mode": (
        ("auto", "sleep", "manual"),
        ("normal", "eco", "boost"),
        ("baby", "home", "away"),
        ("low", "medium", "high"),
        ("continuous", "smart", "laundry drying"),
        ("night", "day", "turbo"),
    ),
    "purifier_mode": (
        ("auto", "sleep", "turbo"),
        ("silent", "auto", "favorite"),
        ("pollen", "smoke", "night"),
        ("manual", "pet", "allergen"),
        ("eco", "boost", "quiet"),
    ),
    "water_heater_mode": (
        ("eco", "electric", "performance", "off"),
        ("comfort", "eco", "vacation"),
        ("heat pump", "hybrid", "high demand"),
        ("timer", "constant", "boost"),
        ("gas", "solar", "auto"),
        ("shower", "bath", "dishes"),
    ),
    "source": (
        ("HDMI 1", "HDMI 2", "TV"),
        ("Netflix", "YouTube", "Disney+", "Live TV"),
        ("Spotify", "Radio", "Bluetooth"),
        ("Line In", "Optical", "Phono"),
        ("PlayStation", "Xbox", "Switch", "Apple TV"),
        ("AirPlay", "Bluetooth", "FM", "CD"),
        ("Radio 4", "Jazz FM", "BBC 6 Music"),
        ("Vinyl", "Cassette", "Streaming"),
        ("cable", "antenna", "game", "computer"),
        ("Tidal", "Deezer", "Podcasts", "Audiobooks"),
        ("Classic FM", "Rock Antenne", "NPR"),
        ("Chromecast", "Blu-ray", "Laptop"),
        ("Plex", "Prime Video", "Hulu", "Twitch"),
        ("white noise", "rain", "lullabies"),
        ("USB", "SD card", "network share"),
        ("Microphone", "Aux", "iPod"),
    ),
    "fan_speed": (
        ("quiet", "standard", "turbo", "max"),
        ("silent", "balanced", "strong"),
        ("low", "medium", "high"),
        ("eco", "normal", "boost"),
        ("gentle", "deep clean"),
        ("min", "medium", "max", "mop only"),
        ("whisper", "carpet", "wet mop"),
    ),
    "mower_speed": (("slow", "normal", "fast"), ("eco", "standard", "power"), ("short grass", "long grass")),
    "option": (
        ("home", "away", "night"),
        ("day", "evening", "night", "movie"),
        ("cotton", "wool", "delicates", "quick wash"),
        ("eco", "normal", "intensive"),
        ("summer", "winter", "spring", "autumn"),
        ("low", "medium", "high"),
        ("red team", "blue team"),
        ("classic", "modern", "minimal", "retro"),
        ("standard", "cinema", "vivid", "game"),
        ("chime", "bell", "westminster", "bark"),
        ("English", "German", "Dutch", "Polish"),
        ("lawn", "beds", "drip", "everything"),
        ("lavender", "citrus", "pine", "sandalwood"),
        ("ocean waves", "thunderstorm", "crickets", "brown noise"),
        ("solar only", "grid", "fast charge", "off-peak"),
        ("pop", "rock", "jazz", "flat", "speech"),
        ("page 1", "page 2", "calendar", "weather"),
        ("guest", "family", "work", "holiday"),
        ("slow", "normal", "fast"),
        ("off", "auto", "manual"),
        ("left", "center", "right"),
        ("A", "B", "C"),
        ("alpha", "bravo", "charlie"),
        ("synthetic", "rinse", "spin", "hand wash"),
    ),
}

MEASURES: dict[str, tuple[str, float, float, float, tuple[str, ...]]] = {
    "temperature": (
        "°C",
        -5,
        32,
        0.1,
        pool("""
temperature|thermometer|temperature sensor|temp|outside temperature|climate sensor|freezer temperature
|water temperature
"""),
    ),
    "humidity": (
        "%",
        20,
        90,
        1,
        pool("humidity|hygrometer|humidity sensor|moisture sensor|relative humidity"),
    ),
    "illuminance": (
        "lx",
        0,
        2000,
        1,
        pool("light level|illuminance|light sensor|lux sensor|daylight sensor|lux"),
    ),
    "battery": (
        "%",
        2,
        100,
        1,
        pool("""
battery|phone battery|remote battery|tablet battery|lock battery|car battery|doorbell battery
|house battery
"""),
    ),
    "power": (
        "W",
        0,
        3500,
        1,
        pool("""
power|power meter|energy use|washer power|consumption|house load|grid power|solar power|PV output
"""),
    ),
    "energy": ("kWh", 0, 9000, 0.1, pool("energy|electricity meter|energy today|daily energy|solar yield")),
    "carbon_dioxide": ("ppm", 400, 2200, 1, pool("CO2|carbon dioxide|CO2 level|air monitor")),
    "pm25": ("µg/m³", 1, 120, 1, pool("PM2.5|fine dust|particles|dust level|smoke level")),
    "pressure": ("hPa", 970, 1040, 0.1, pool("pressure|barometer|air pressure")),
    "wind_speed": ("km/h", 0, 90, 0.1, pool("wind speed|wind|anemometer|wind gauge")),
    "precipitation": ("mm", 0, 40, 0.1, pool("rain|rain gauge|rainfall|rain today")),
    "moisture": (
        "%",
        5,
        95,
        1,
        pool("soil moisture|plant moisture|ficus moisture|tomato bed moisture|lawn moisture|basil"),
    ),
    "voltage": ("V", 11, 245, 0.1, pool("voltage|mains voltage|battery voltage")),
    "current": ("A", 0, 16, 0.01, pool("current|charging current|load current")),
    "distance": (
        "cm",
        1,
        400,
        1,
        pool("water depth|distance|salt level|snow depth|parking distance|oil level"),
    ),
    "weight": (
        "kg",
        0,
        120,
        0.1,
        pool("scale|bathroom scale|hive weight|beer keg|dog scale|gas bottle weight"),
    ),
    "volume_level": (
        "L",
        0,
        2000,
        1,
        pool("water tank|rain barrel|oil tank|cistern level|diesel tank|grey water"),
    ),
    "sound": ("dB", 25, 100, 1, pool("noise level|sound level|noise")),
    "uv_index": ("", 0, 11, 1, pool("UV index|UV|sunburn index")),
    "gas": ("m³", 0, 5000, 0.1, pool("gas meter|gas usage")),
    "ph": ("pH", 4, 9, 0.1, pool("pool pH|pH|aquarium pH|soil pH")),
    "aqi": ("", 5, 250, 1, pool("air quality|AQI|air quality index")),
    "duration": (
        "min",
        0,
        180,
        1,
        pool("washer time left|dishwasher remaining|screen time|commute|time to home"),
    ),
    "monetary": ("€", 0, 5, 0.01, pool("electricity price|power price|tariff")),
}

BINARY_MEASURES: dict[str, tuple[str, ...]] = {
    "occupancy": pool("""
presence|occupancy|presence sensor|occupancy sensor|presence radar|mmWave|people sensor|bed occupancy
"""),
    "motion": pool("motion|motion sensor|motion detector|PIR|movement sensor|motion eye"),
    "presence": pool("phone presence|key fob|tracker|cat tracker|car presence|family"),
    "door": pool("""
door|door sensor|door contact|fridge door|cabinet door|freezer door|shower door|pet flap|oven door
|mailbox
"""),
    "window": pool("window|window sensor|window contact|skylight contact|bay window sensor|small window"),
    "garage_door": pool("garage door sensor|garage contact|tilt sensor"),
    "opening": pool("hatch|drawer|letterbox|gate contact|safe contact|mailbox flap"),
    "moisture": pool("leak sensor|water leak|leak detector|flood sensor|washer leak|sink leak"),
    "smoke": pool("smoke detector|smoke alarm|fire alarm|smoke sensor"),
    "gas": pool("gas detector|gas sensor|gas alarm"),
    "carbon_monoxide": pool("CO detector|carbon monoxide alarm|CO alarm"),
    "vibration": pool("vibration sensor|washer vibration|shock sensor|shelf shake|bee knock"),
    "sound": pool("baby cry|glass break|bark detector|noise sensor|snore sensor"),
    "battery": pool("remote battery low|lock battery low|phone low battery|sensor battery"),
    "battery_charging": pool("phone charging|car charging|tablet charging|scooter charging"),
    "connectivity": pool("internet|phone online|router link|NAS online|printer online|server ping"),
    "plug": pool("car plugged in|charger plugged|laptop dock"),
    "light": pool("daylight|sun|laundry light sensor|sunlight"),
    "running": pool("washing machine running|dryer running|dishwasher running|pump running"),
    "problem": pool("boiler fault|filter problem|printer jam|paper jam|heating fault"),
    "safety": pool("safety|pool safety|child lock sensor"),
    "lock": pool("lock sensor|bolt sensor|back door bolt"),
    "cold": pool("frost alert|cold pipes|frost sensor"),
    "heat": pool("heat detector|overheat|chimney heat"),
    "rain": pool("rain sensor|rain detector|drizzle"),
    "power": pool("mains power|power outage|grid"),
    "tamper": pool("tamper|alarm tamper"),
    "update": pool("firmware update|hub update"),
}
