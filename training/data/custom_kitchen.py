"""Custom devices of kitchens and dining rooms."""

from __future__ import annotations

from training.data.custom_kinds import boolean, command, duration, kind, number, options

KITCHEN = (
    kind(
        "Espresso machine|Coffee machine|Barista|Coffee maker|Latte maker",
        "kitchen work shop",
        command(
            "brew|make_drink|prepare|pour",
            {
                "drink|beverage|coffee": options(
                    "espresso|latte|cappuccino|flat white|americano|macchiato|cortado|mocha|lungo",
                    default="espresso",
                ),
                "size|cup": options("small|medium|large", optional=True),
                "shots|strength": number(1, 4, optional=True, default=1),
            },
            "make a {drink}|brew a {size} {drink}|{shots} shots of {drink}|a {drink} please",
            """
I'd love a {drink}|one {size} {drink} coming up|could do with a {drink}|{drink}, {size}
|can you make me a {size} {drink} with {shots} shots|get a {drink} going|fix me a {drink}
|put a {drink} on|how about a {size} {drink}|I need caffeine, make it a {drink}
|a {drink} with {shots} shots
""",
        ),
        command(
            "steam|froth_milk",
            {"seconds|time": number(5, 60, "s", default=20)},
            "steam milk for {seconds}|froth the milk",
            "some frothed milk please|{seconds} of steam|foam the milk for {seconds}",
        ),
        command(
            "set_cup_warmer|warm_cups",
            {"level": number(0, 100, "%", property="cup_warmer")},
            "cup warmer to {level}",
            "warm the cups at {level}|cups at {level}|keep the cups warm, {level}",
        ),
        command(
            "clean|rinse|flush",
            {},
            "run the cleaning cycle|rinse {name}",
            "{name} needs a rinse|give {name} a clean|flush the lines|time to clean {name}",
        ),
        command(
            "descale",
            {},
            "descale {name}",
            "get the limescale out of {name}|{name} is full of chalk, sort it out",
        ),
        properties={
            "cup_warmer": ("%", 0, 100, 5),
            "water_level": ("%", 0, 100, 1),
            "beans": ("%", 0, 100, 1),
            "boiler_temperature": ("°C", 20, 96, 1),
        },
        questions={
            "water_level": "any water in {name}?|does {name} need water?|how much water is left in {name}",
            "beans": "enough beans in {name}?|how many beans are left|are we out of coffee beans",
            "boiler_temperature": "is {name} hot yet|how hot is {name}",
        },
    ),
    kind(
        "Rice cooker|Rice pot|Steamer",
        "kitchen",
        command(
            "cook|start",
            {
                "program|grain": options(
                    "white rice|brown rice|sushi rice|porridge|quinoa|congee", default="white rice"
                ),
                "cups|portions": number(1, 8, "cups", optional=True, default=2),
            },
            "cook {cups} of {program}|make {program}",
            """
I want {program} for dinner|get {cups} of {program} on|{program}, {cups}|start some {program}
|we're having {program} tonight
""",
        ),
        command(
            "keep_warm",
            {"on|enabled": boolean(property="warm")},
            "keep warm {on}",
            """
{on=true}keep the rice warm|{on=true}don't let the rice get cold|{on=false}stop keeping the rice warm
""",
        ),
        command(
            "cancel|stop",
            {},
            "stop cooking|cancel the rice",
            "forget the rice|no rice after all, switch {name} off|abort {name}",
        ),
        properties={"warm": "boolean", "minutes_left": ("min", 0, 50, 1)},
        questions={
            "minutes_left": "when is the rice ready|how long does {name} still need|how many minutes for the rice"
        },
    ),
    kind(
        "Oven|Main oven|Steam oven|Range",
        "kitchen",
        command(
            "preheat|heat_to|heat",
            {
                "temperature|degrees": number(50, 275, "°C", step=5, property="temperature"),
                "program|mode": options("top and bottom|fan|grill|pizza", optional=True),
            },
            "preheat to {temperature}|heat the oven to {temperature}",
            """
{name} at {temperature}|get {name} up to {temperature}|I'm baking, {temperature} please
|warm up {name} to {temperature} with {program}|{program} at {temperature}
""",
        ),
        command(
            "set_timer|timer",
            {"minutes|time": number(1, 300, "min")},
            "oven timer {minutes}",
            """
the pizza needs {minutes}|{minutes} on the oven clock|give the roast {minutes}
|ping me when it's been {minutes} in {name}
""",
        ),
        command(
            "turn_off|off|stop",
            {},
            "oven off",
            "kill {name}|we're done baking|{name} can go off|stop heating {name}",
        ),
        command(
            "light|set_light",
            {"lit": boolean()},
            "oven light {lit}",
            "{lit=true}let me see into {name}|{lit=false}darken {name}|{lit=true}light inside {name}",
        ),
        properties={
            "temperature": ("°C", 20, 230, 5),
            "preheated": "boolean",
            "minutes_left": ("min", 0, 90, 1),
        },
        questions={
            "temperature": "how hot is {name}|what's {name} set to|oven temperature?",
            "preheated": "is {name} ready|has {name} finished preheating",
            "minutes_left": "how long until the roast is done|time left on {name}",
        },
        sensitive=True,
    ),
    kind(
        "Dishwasher|Dish machine|Plate washer",
        "kitchen",
        command(
            "start|run",
            {
                "program|cycle": options("eco|quick|intensive|glass|auto|pots and pans", default="eco"),
                "half_load": boolean(optional=True),
            },
            "start the {program} program|run {name}",
            """
do the dishes|wash up on {program}|the dishes are piling up, {program} please|{program} wash
|{half_load=true}half a load on {program}|run {name} on {program}
""",
        ),
        command(
            "delay|delay_start|postpone",
            {"hours|delay": number(1, 24, "h")},
            "start in {hours}",
            "not now, wait {hours}|hold the dishes for {hours}|dishes {hours} later",
        ),
        command(
            "pause|stop",
            {},
            "pause the dishes",
            "hang on, I forgot a plate|stop washing up|hold {name} a second",
        ),
        properties={
            "minutes_left": ("min", 0, 180, 1),
            "rinse_aid": ("%", 0, 100, 5),
            "salt": ("%", 0, 100, 5),
        },
        questions={
            "minutes_left": "are the dishes done|when will {name} finish|how long for the dishes",
            "rinse_aid": "does {name} have rinse aid",
            "salt": "does {name} need salt|salt level of {name}",
        },
    ),
    kind(
        "Slow cooker|Multi cooker|Pressure pot|Crock pot",
        "kitchen",
        command(
            "cook|simmer|start",
            {"mode|heat": options("low|high|warm|pressure|sauté"), "time|duration": duration(optional=True)},
            "cook on {mode} for {time}|set to {mode}",
            """
{mode} for {time}|let the stew go on {mode}|chili on {mode}, {time}|leave {name} on {mode}
|the stew wants {time} on {mode}
""",
        ),
        command(
            "release|vent|release_pressure",
            {},
            "release the pressure",
            "let the steam out of {name}|vent {name}|depressurise {name}",
        ),
        command("stop|cancel", {}, "stop cooking", "the stew is done, stop|turn {name} off|end of cooking"),
        properties={"pressure": ("kPa", 0, 90, 1), "mode": "low|high|warm|off"},
        questions={
            "pressure": "is there pressure in {name}|how much pressure is on {name}",
            "mode": "what is {name} doing|is {name} on high or low",
        },
    ),
)
