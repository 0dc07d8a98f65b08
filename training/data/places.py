"""Where homes are: settings, their areas, and what an area is good for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from training.data.names import NameMaker, restyle, slug
from training.data.names_words import PEOPLE

TAGS = (
    "living",
    "kitchen",
    "bed",
    "bath",
    "hall",
    "work",
    "outdoor",
    "garage",
    "utility",
    "play",
    "animals",
    "shop",
)


@dataclass(frozen=True, slots=True)
class Place:
    """An area before it has an id: what it is called, how else, on which level, and what stands there."""

    name: str
    tag: str
    aliases: tuple[str, ...] = ()
    level: int = 0
    """-1 basement, 0 ground, 1 up, 2 top, 9 outside."""


def _places(text: str) -> tuple[Place, ...]:
    """Entries `name = alias = alias : tag [level]`, between `|`."""
    found = []
    for entry in text.split("|"):
        names, _, rest = entry.partition(":")
        name, *aliases = (part.strip() for part in names.split("="))
        tag, *level = rest.split()
        found.append(Place(name, tag, tuple(aliases), int(level[0]) if level else 0))
    return tuple(found)


_HOUSE = _places("""
Living room = lounge = sitting room = front room:living|Kitchen:kitchen|Bedroom = master bedroom:bed 1
|Bathroom:bath 1|Hallway = hall = corridor:hall|Dining room:living|Office = study = home office:work
|Garage = carport:garage|Guest room = spare room = guest bedroom:bed 1
|Kids room = children's room = nursery:play 1|Garden = yard = backyard:outdoor 9
|Terrace = patio:outdoor 9|Balcony:outdoor 1|Basement = cellar:utility -1|Attic = loft:utility 2
|Laundry room = laundry:utility|Utility room:utility|Entrance = entry = foyer:hall
|Pantry = larder:kitchen|Toilet = WC = loo = powder room:bath|Ensuite = master bath:bath 1
|Walk-in closet = wardrobe = dressing room:bed 1|Stairs = staircase = stairway:hall|Landing:hall 1
|Driveway:outdoor 9|Porch = front porch:outdoor 9|Shed = garden shed:garage 9
|Family room = den = snug:living|Playroom = play room:play|Gym = home gym:play -1
|Cinema = home theatre = media room:living -1|Library:living
|Conservatory = sun room = winter garden:living|Man cave = he den:play -1|She shed = craft room:work 9
|Music room:play|Sauna = spa:bath -1|Wine cellar:utility -1|Workshop = hobby room:garage
|Greenhouse = hothouse:outdoor 9|Mezzanine = gallery:living 1|Boiler room = plant room:utility -1
|Front yard = front garden:outdoor 9|Roof terrace = roof:outdoor 2
|Server closet = server room = rack:work -1|Cloakroom = coat room:hall|Breakfast nook = nook:kitchen
|Parlour:living|Granny flat = annexe:bed|Master suite:bed 1|Scullery = back kitchen:kitchen
|Games room = arcade:play -1|Atrium:hall|Panic room = safe room:utility -1
|Jacuzzi corner = hot tub area:outdoor 9|Pool house = cabana:outdoor 9|Side passage = alley:outdoor 9
""")
_ODD = {
    "narrowboat": _places("""
Cabin = main cabin:living|Galley:kitchen|Fore berth = bow berth:bed|Aft cabin = owner's cabin:bed
|Heads = head:bath|Wheelhouse = helm = bridge:work|Engine bay = engine room:utility
|Foredeck = bow deck = bow:outdoor|Aft deck = back deck:outdoor|Cockpit:outdoor|Dinette:living
|Bilge:utility|Locker:utility|Flybridge = upper deck:outdoor|Mooring = dock = jetty:outdoor
"""),
    "tiny house": _places("""
Main space = living space = downstairs:living|Sleeping loft = loft:bed 1|Kitchenette = kitchen:kitchen
|Shower room = wet corner:bath|Veranda:outdoor|Wagon end:work|Alcove:bed|Trailer:utility
|Wood store:outdoor|Outhouse = composting toilet:bath
"""),
    "office": _places("""
Reception = front desk = lobby:hall|Open plan = bullpen = main floor:work
|Meeting room = conference room:work|Boardroom:work 1|Break room = canteen:kitchen
|Server closet = server room = comms room:utility|Copy room = print room:work
|Corner office = director's office:work 1|Phone booth:work|Archive:utility -1
|Car park = parking lot:outdoor|Stairwell:hall|Ladies = women's restroom:bath
|Gents = men's restroom:bath|Huddle space:work|Focus room:work|Roof deck:outdoor 2|Loading dock:garage
|Mail room:work|War room:work|Townhall:work
"""),
    "shop": _places("""
Shop floor = sales floor = showroom:shop|Counter = till = checkout:shop
|Window display = shop window:shop|Stockroom = back room = stock room:utility
|Fitting rooms = changing rooms:shop|Workbench = repair bench:work|Cold room = walk-in fridge:kitchen
|Bakery = oven room:kitchen|Forecourt = pavement:outdoor|Manager's office:work|Staff toilet:bath
|Delivery bay:garage|Tasting room:shop|Salon = chairs:shop|Wash station:bath
|Cafe corner = coffee corner:kitchen
"""),
    "farm": _places("""
Farmhouse kitchen = kitchen:kitchen|Parlour = best room:living|Barn = big barn:animals
|Stable = stables = horse barn:animals|Milking parlour = dairy:animals|Chicken coop = hen house:animals
|Pig pen = sty:animals|Sheep shed = lambing shed:animals|Tractor shed = machine shed:garage
|Grain store = silo:utility|Hay loft:utility|Farmyard = yard:outdoor|Polytunnel:outdoor|Orchard:outdoor
|Top field = upper field:outdoor|Bottom paddock = paddock:outdoor|Tack room:utility|Farm shop:shop
|Bunkhouse:bed|Kennels:animals|Apiary = bee yard:outdoor|Creamery:kitchen|Back kitchen porch:hall
"""),
    "hotel": _places("""
Lobby = reception:hall|Bar = lounge bar:living|Restaurant = dining hall:living
|Room 101 = one oh one:bed 1|Room 102:bed 1|Room 203 = two oh three:bed 2|Honeymoon suite:bed 2
|Penthouse:bed 2|Spa = wellness:bath -1|Ballroom = function room:living|Conference hall:work
|Back office:work|Kitchens = main kitchen:kitchen|Linen store:utility|Courtyard:outdoor
|Breakfast room:kitchen|Lift lobby:hall|Pool hall = indoor pool:bath -1|Valet parking = parking:garage
|Room 12:bed 1|Bridal suite:bed 1|Bellhop desk:hall
"""),
    "school": _places("""
Classroom 1 = room one:work|Classroom 2 = room two:work|Year four = class four:work 1
|Staff room = teachers' lounge:living|Assembly hall = main hall:living
|Gymnasium = gym = sports hall:play|Library = reading room:work 1|Science lab = lab:work 1|Art room:work
|Music room:play|Canteen = cafeteria:kitchen|Playground = schoolyard:outdoor|Bike shed:outdoor
|Head's office = principal's office:work|Computer lab = IT suite:work 1|Corridor:hall
|Nurse's room = sick bay:bed|Store cupboard:utility|Greenhouse:outdoor|Changing rooms:bath
"""),
    "workshop": _places("""
Lab = laboratory:work|Machine shop = workshop:garage|Clean room:work|Paint booth = spray booth:garage
|Wood shop:garage|Electronics bench = bench:work|Laser room:work|Print farm:work|Storage = store:utility
|Kiln room = pottery:work|Dark room:work|Recording booth = vocal booth:work
|Control room = mixing room:work|Live room = studio:play|Kitchenette:kitchen|Washroom:bath
|Loading bay:garage|Weld bay:garage|Fab lab:work
"""),
    "camper": _places("""
Cab = driver's cab:work|Living area = lounge:living|Rear bed = back bed:bed|Alcove bed = overcab:bed
|Kitchen block = galley:kitchen|Washroom = shower cubicle:bath|Rear garage = boot:garage
|Awning = porch tent:outdoor|Roof = roof deck:outdoor|Pitch = campsite:outdoor
"""),
    "estate": _places("""
Great hall = main hall:living|Drawing room:living|East wing:bed 1|West wing:bed 1|Ballroom:living
|Orangery:living|Chapel:living|Gatehouse:hall|Coach house:garage|Billiard room:play|Smoking room:living
|Servants' hall:kitchen -1|Wine vault:utility -1|Rose garden:outdoor 9|Maze:outdoor 9
|Tennis court:outdoor 9|Helipad:outdoor 9|Kennels:animals 9|Observation tower:work 2|Dungeon:play -1
|Armoury:utility|Long gallery:living 1|Morning room:living|Summer house:outdoor 9|Lake house:bed 9
|Moat:outdoor 9
"""),
    "space": _places("""
Bridge:work|Mess = mess hall:kitchen|Crew quarters = bunks:bed|Airlock:hall|Cargo bay:garage
|Sick bay:bed|Hydroponics:outdoor|Engine room = engineering:utility|Holodeck:play|Science deck:work
|Observation lounge:living
"""),
}
_FLOOR_NAMES = (
    {-1: "basement", 0: "ground", 1: "first", 2: "second", 9: "outside"},
    {-1: "Basement", 0: "Ground floor", 1: "First floor", 2: "Attic", 9: "Outside"},
    {-1: "downstairs", 0: "main", 1: "upstairs", 2: "top", 9: "outdoors"},
    {-1: "cellar", 0: "downstairs", 1: "upstairs", 2: "loft", 9: "garden"},
    {-1: "Lower level", 0: "Main level", 1: "Upper level", 2: "Roof", 9: "Grounds"},
    {-1: "B1", 0: "1F", 1: "2F", 2: "3F", 9: "Exterior"},
    {-1: "minus one", 0: "level zero", 1: "level one", 2: "level two", 9: "outside"},
)
_SIZES = ("Upper", "Lower", "Old", "New", "Little", "Big")
_PERSONAL = (
    "{}'s room",
    "{}'s bedroom",
    "{}'s office",
    "{}'s den",
    "{}'s bathroom",
    "{}'s workshop",
    "{}'s corner",
)


def make_areas(maker: NameMaker, count: int, case: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """`count` areas as a home file writes them, and each area's tag by id."""
    rng = maker.rng
    setting = rng.choice(tuple(_ODD)) if rng.random() < 0.3 else "house"
    places = _choose(maker, _HOUSE if setting == "house" else _ODD[setting], count)
    floors = rng.choice(_FLOOR_NAMES) if count > 2 and rng.random() < 0.5 else None
    areas: dict[str, dict[str, Any]] = {}
    tags = {}
    for place in places:
        area: dict[str, Any] = {
            "id": _new_id(areas, place.name),
            "name": restyle(rng, place.name, "as_is" if case == "snake" else case),
        }
        aliases = [alias for alias in place.aliases if rng.random() < 0.45]
        if aliases and rng.random() < 0.6:
            area["aliases"] = aliases
        if floors and rng.random() < 0.93:
            area["floor"] = floors[place.level]
        areas[area["id"]] = area
        tags[area["id"]] = place.tag
    return list(areas.values()), tags


def _choose(maker: NameMaker, places: tuple[Place, ...], count: int) -> list[Place]:
    rng = maker.rng
    order = list(places)
    if places is _HOUSE:  # ordinary rooms first, odd ones among them
        order.sort(key=lambda place: places.index(place) + rng.gauss(0, 9))
    else:
        rng.shuffle(order)
    chosen = [_dress(maker, place) for place in order[:count]]
    taken: set[str] = set()
    free = []
    for place in chosen:
        names = [name for name in (place.name, *place.aliases) if name.lower() not in taken]
        if names:
            taken.update(name.lower() for name in names)
            free.append(Place(names[0], place.tag, tuple(names[1:]), place.level))
    return free


def _dress(maker: NameMaker, place: Place) -> Place:
    """The place as this home calls it: mostly as it is, else an alias, a person's, numbered or made up."""
    rng = maker.rng
    draw = rng.random()
    if draw < 0.12 and place.aliases:
        return Place(place.aliases[0], place.tag, (place.name,), place.level)
    if draw < 0.22 and place.tag in ("bed", "play", "work", "bath"):
        name = rng.choice(_PERSONAL).format(maker.word(PEOPLE)).replace("s's", "s'")
        return Place(name, place.tag, (), place.level)
    if draw < 0.25:
        return Place(f"{place.name} {maker.number()}", place.tag, (), place.level)
    if draw < 0.28:
        return Place(f"{rng.choice(_SIZES)} {place.name.lower()}", place.tag, (), place.level)
    if draw < 0.30:
        return Place(f"{maker.made_up()} {place.name.lower()}", place.tag, (place.name,), place.level)
    return place


def _new_id(taken: dict[str, Any], name: str) -> str:
    base = slug(name)
    return next(i for i in (base, *(f"{base}_{n}" for n in range(2, 99))) if i not in taken)
