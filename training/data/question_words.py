"""How people ask for each property: {x} is the thing, {is}, {has}, {does} agree with it."""

from __future__ import annotations

from typing import Final

_ON: Final = (
    "{is} {x} on|{is} {x} off|{is} {x} on|{is} {x} still on|{is} {x} running|{is} {x} switched on|"
    "{is} {x} turned off|did i leave {x} on|did i turn off {x}|did i turn {x} off|did you turn {x} off|"
    "did someone switch {x} on|did we leave {x} running|have i switched {x} off|"
    "has anybody turned {x} on|"
    "did you switch {x} off already|{x} on or off|{is} {x} on or off|check if {x} {is} on|"
    "tell me if {x} {is} on|"
    "can you check whether {x} {is} off|can you tell me if {x} {is} on|"
    "could you see if {x} {is} still on|"
    "do you know if {x} {is} on|i wonder if {x} {is} on|i wonder whether i left {x} on|"
    "let me know if {x} {is} on|"
    "i can't remember if i turned {x} off|i'm not sure i switched off {x}|not sure if {x} {is} off|"
    "what is the status of {x}|what's the state of {x}|status of {x}|{x} status|how is {x} doing|"
    "is it true that {x} {is} on|would you check {x} for me|what's going on with {x}|{x} still on|"
    "please check if {x} {is} running|any idea whether {x} {is} on|"
    "please tell me that {x} {is} off|{x} {is} off, right|"
    "{x} {is} on, isn't it"
)
_OPEN: Final = (
    "{is} {x} open|{is} {x} closed|{is} {x} shut|{is} {x} still open|did i close {x}|"
    "did i leave {x} open|"
    "did anyone open {x}|have i shut {x}|has somebody opened {x}|{x} open or closed|"
    "check whether {x} {is} closed|"
    "can you check if {x} {is} open|i can't remember if i closed {x}|tell me if {x} {is} shut|"
    "i wonder if {x} {is} open|"
    "what's the state of {x}|{x} open|{x} closed|how far {is} {x} open|how open {is} {x}|"
    ""
    "what position {is} {x} in|do you know if {x} {is} closed|{x} {is} closed, right|"
    "please check that {x} {is} closed|could you tell me whether {x} {is} open|"
    "did the kids leave {x} open|{x} status"
)
_SET_TO: Final = (
    "what {is} {x} set to|what {is} {x} at|what's {x} set to|{x} setting|how {is} {x} set|"
    "tell me what {x} {is} set to|"
    "which option {is} {x} on|what did i set {x} to|where {is} {x} set"
)
_RUNNING: Final = (
    "what {is} {x} doing|{is} {x} running|{is} {x} cleaning|{is} {x} done|{is} {x} finished|"
    "{is} {x} still working|"
    "has {x} finished|did {x} start|where {is} {x} at|{is} {x} back home|{is} {x} charging|"
    "{is} {x} stuck|what's {x} up to|"
    "{x} status|status of {x}|tell me what {x} {is} doing|{is} {x} docked|did {x} run today"
)
_BATTERY: Final = (
    "how much battery {does} {x} have|what's the battery of {x}|battery level of {x}|"
    "{does} {x} need charging|"
    "how much charge has {x} got|{is} {x} fully charged|{x} battery|{is} the battery of {x} low|"
    "how full is {x}'s battery"
)

BY_PROPERTY: Final = {
    "on": _ON,
    "brightness": "how bright {is} {x}|what's the brightness of {x}|what brightness {is} {x} at|"
    "{x} brightness|"
    "how bright did i set {x}|at what level {is} {x}|what percentage {is} {x} at|"
    "what level {is} {x} set to|"
    "is {x} at full brightness|{is} {x} dimmed|what is {x} dimmed to|how much {is} {x} dimmed",
    "color": "what color {is} {x}|what colour {is} {x}|which color {is} {x} showing|{x} color|"
    "what's the color of {x}|"
    "{is} {x} red|{is} {x} blue|tell me the colour of {x}|in which colour {is} {x} shining",
    "color_temperature": "what's the color temperature of {x}|how warm {is} the white of {x}|"
    "colour temperature of {x}|"
    "how many kelvin {is} {x}|{is} {x} on warm or cold white",
    "effect": "which effect {is} {x} running|what effect {is} {x} on|"
    "{is} an effect running on {x}|effect of {x}",
    "position": _OPEN,
    "tilt": "how {is} {x} tilted|what's the tilt of {x}|{is} {x} tilted|slat angle of {x}",
    "locked": "{is} {x} locked|{is} {x} unlocked|did i lock {x}|have i locked {x}|"
    "did anybody lock {x}|{x} locked|"
    "check if {x} {is} locked|can you check whether {x} {is} locked|i can't remember if i locked {x}|"
    "tell me if {x} {is} locked|{is} {x} still unlocked|i wonder if {x} {is} locked|"
    "{x} {is} locked, right|"
    "did we forget to lock {x}|please check {x} for me|{is} {x} secure|"
    "lock status of {x}",
    "temperature": "what {is} {x} set to|what's {x} set to|what temperature {is} {x} set to|"
    "target temperature of {x}|"
    "what's the target of {x}|how high {is} {x} set|what did i set {x} to|what {is} the setpoint of {x}|"
    "to what temperature {is} {x} set|{x} setpoint|how warm did i set {x}",
    "current_temperature": "what temperature does {x} measure|how warm is it at {x}|what does {x} read|"
    "what's the current temperature of {x}|how warm is {x} right now|actual temperature of {x}",
    "mode": "what mode {is} {x} in|which mode {is} {x} in|{x} mode|what's {x} set to|"
    "{is} {x} on auto|mode of {x}|"
    "in which mode {is} {x} running|what programme {is} {x} on|tell me the mode of {x}",
    "fan_mode": "what's the fan mode of {x}|how fast is the fan of {x}|fan mode of {x}",
    "swing": "{is} {x} swinging|does {x} swing|{is} the swing of {x} on",
    "speed": "how fast {is} {x}|what speed {is} {x} on|{x} speed|how fast {is} {x} turning|speed of {x}|"
    "on which speed {is} {x} running|what's the speed of {x}|is {x} at full speed",
    "oscillating": "{is} {x} oscillating|{is} {x} swinging|does {x} turn from side to side",
    "direction": "which direction {is} {x} turning|{is} {x} in reverse|direction of {x}",
    "humidity": "what humidity {is} {x} set to|humidity setting of {x}|what's the target humidity of {x}",
    "volume": "how loud {is} {x}|what's the volume of {x}|what volume {is} {x} at|{x} volume|"
    "volume of {x}|"
    "how high is the volume on {x}|how loud did i set {x}|is {x} loud",
    "muted": "{is} {x} muted|{is} the sound of {x} off|did i mute {x}|{is} {x} on mute",
    "playing": "{is} {x} playing|{is} anything playing on {x}|{is} {x} paused|did {x} stop|"
    "{is} music playing on {x}|"
    "{is} there something playing on {x}|does {x} play anything",
    "source": "which input {is} {x} on|what source {is} {x} set to|what {is} {x} tuned to|"
    "which channel {is} {x} on|"
    "what's on {x}|source of {x}|what's playing on {x}",
    "activity": _RUNNING,
    "battery": _BATTERY,
    "fan_speed": "how strong {is} {x} set|what suction {is} {x} on|fan speed of {x}|"
    "which power level {is} {x} on",
    "remaining": "how long is left on {x}|how much time is left on {x}|time left on {x}|"
    "how long does {x} still run|"
    "when does {x} go off|how many minutes left on {x}|{x} remaining|status of {x}|"
    "when is {x} done|is {x} still running",
    "option": _SET_TO,
    "value": "what {is} {x} set to|what {is} {x} at|what's {x}|{x}|how high {is} {x} set|tell me {x}",
}
"""Property -> templates of devices that act."""

ALARM_MODE: Final = (
    "{is} {x} armed|{is} {x} on|{is} {x} set|{is} {x} off|did i arm {x}|did i set {x}|"
    "what mode {is} {x} in|"
    "{is} {x} disarmed|status of {x}|check if {x} {is} armed|have we set {x}|{x} armed|"
    "i can't remember if i armed {x}"
)

SENSED: Final = {
    "temperature": "what does {x} say|what's the reading of {x}|{x} reading|"
    "what temperature does {x} show|how warm is {x}|"
    "what's {x}|how cold is {x}|tell me {x}|what is {x} right now",
    "humidity": "what does {x} say|how humid is it according to {x}|what's {x}|tell me {x}|{x} reading|{x}",
    "illuminance": "what does {x} say|how bright is it according to {x}|what's {x}|"
    "how many lux at {x}|{x} reading",
    "battery": "what's {x}|how full is {x}|{x} level|is {x} low|do i need to charge {x}|"
    "how much is left of {x}",
    "power": "what's {x}|how much power is {x}|how many watts is {x}|current {x}|"
    "what does {x} show|how much are we using at {x}",
    "energy": "what's {x}|how much is {x}|what does {x} say|how many kilowatt hours is {x}",
    "duration": "what's {x}|how long is {x}|how many minutes is {x}",
    "weight": "how much is on {x}|how heavy is {x}|what does {x} say|how full is {x}",
    "volume_level": "how full is {x}|how much is left in {x}|is {x} empty|"
    "what's the level of {x}|do i need to refill {x}",
    "distance": "how far is {x}|what does {x} say|how much is {x}",
    "moisture": "how moist is {x}|what's {x}|does it need watering according to {x}|"
    "is {x} too dry|how wet is {x}",
    "wind_speed": "how windy is it|how strong is the wind|what's {x}|is it windy outside|what does {x} say",
    "precipitation": "how much did it rain|what's {x}|how much rain did we get|what does {x} say",
    "carbon_dioxide": "how much co2 is in the air|what's {x}|what does {x} say|"
    "should i air the room according to {x}",
    "sound": "how loud is it at {x}|is there noise at {x}|what does {x} hear",
    "monetary": "what's {x}|how expensive is power right now|what does {x} say|is electricity cheap now",
    "uv_index": "what's the uv index|how strong is the sun|what does {x} say|do i need sunscreen",
}
"""Measured quantity -> templates over the sensor's name."""
SENSED_OTHERWISE: Final = (
    "what's {x}|what does {x} say|what does {x} show|{x} reading|tell me {x}|"
    "what's the reading of {x}|how is {x}|"
    "what is the value of {x}|give me {x}|what's {x} at|{x}"
)

SENSED_YES_NO: Final = {
    "door": "is {x} open|is {x} closed|did somebody open {x}|is {x} shut|did i close {x}|"
    "{x} open|has {x} been opened",
    "window": "is {x} open|is {x} closed|did i leave {x} open|is {x} shut|{x} open|"
    "check whether {x} is closed",
    "garage_door": "is {x} open|is {x} closed|did i leave {x} open|{x} open|is {x} shut",
    "opening": "is {x} open|is {x} closed|did somebody open {x}|has {x} been opened",
    "motion": "is there motion at {x}|has {x} seen anyone|does {x} see something|"
    "is {x} triggered|any motion on {x}",
    "occupancy": "is {x} triggered|does {x} see somebody|is anybody there according to {x}|is {x} occupied",
    "presence": "is {x} home|is {x} here|has {x} left|does {x} say somebody is home|where is {x}",
    "plug": "is {x}|did somebody check {x}|what does {x} say",
    "smoke": "does {x} smell smoke|is {x} going off|is there smoke at {x}|what does {x} say|is {x} quiet",
    "moisture": "is there a leak at {x}|does {x} feel water|is it wet at {x}|what does {x} say",
    "rain": "is it raining|does {x} feel rain|is it wet outside|has it started raining|is it raining outside",
    "lock": "is {x} locked|what does {x} say|is {x} closed",
    "running": "is {x}|what does {x} say|is it finished according to {x}",
    "battery_charging": "is {x}|what does {x} say",
    "connectivity": "is {x}|what does {x} say|is there a connection according to {x}",
    "problem": "is there a problem with {x}|is {x} showing|what does {x} say",
    "vibration": "is there vibration at {x}|is {x} shaking|what does {x} say",
    "gas": "does {x} smell gas|is there gas at {x}|is {x} going off",
    "carbon_monoxide": "does {x} find carbon monoxide|is {x} going off|is {x} quiet",
    "sound": "does {x} hear something|is there noise at {x}|is it loud according to {x}",
}
SENSED_YES_NO_OTHERWISE: Final = (
    "what does {x} say|is {x} triggered|what's the state of {x}|check {x}|{x} status"
)

HOW_WARM: Final = (
    "how warm is it {p}|what's the temperature {p}|what is the temperature {p}|"
    "how cold is it {p}|how hot is it {p}|"
    "temperature {p}|is it warm {p}|is it cold {p}|how many degrees is it {p}|"
    "what's it like {p}, temperature wise|"
    "tell me the temperature {p}|current temperature {p}|can you tell me how warm it is {p}|"
    "is it freezing {p}|"
    "i wonder how warm it is {p}|how chilly is it {p}|give me the temperature {p}|"
    "do you know how hot it is {p}|"
    "is it above twenty {p}|is it too warm {p}|what temperature do we have {p}"
)
HOW_HUMID: Final = (
    "how humid is it {p}|what's the humidity {p}|humidity {p}|is the air dry {p}|is it damp {p}|"
    "how damp is it {p}|"
    "what is the humidity like {p}|tell me the humidity {p}"
)
HOW_LIGHT: Final = (
    "how bright is it {p}|how dark is it {p}|is it dark {p}|how much light is there {p}|is it light {p}"
)
ANYBODY: Final = (
    "is anyone {p}|is anybody {p}|is there anybody {p}|is somebody {p}|who is {p}|"
    "is there someone {p}|anyone {p}|"
    "do you see anyone {p}|is there motion {p}|is there any movement {p}|did you see anybody {p}|"
    "is it empty {p}"
)

WHICH: Final = {
    "on": "which {xs} are on|are any {xs} on|how many {xs} are on|are all the {xs} off|"
    "are all {xs} on|what {xs} are on|"
    "did i leave any {xs} on|are there {xs} on|any {xs} on|are the {xs} on|are the {xs} off|"
    "is every {one} off|"
    "is a {one} still on|which of the {xs} are off|how many {xs} did i leave on|"
    "tell me which {xs} are on|"
    "list the {xs} that are on|check if all the {xs} are off|i wonder if any {xs} are on|"
    "did we turn off all the {xs}|"
    "are all of the {xs} switched off|do i have any {xs} on|what {xs} did i leave on",
    "position": "which {xs} are open|are any {xs} open|are all the {xs} closed|"
    "are the {xs} closed|are the {xs} open|"
    "how many {xs} are open|did i close all the {xs}|is any {one} open|did i leave a {one} open|"
    "any {xs} open|"
    "check that all the {xs} are closed|tell me which {xs} are closed|are all {xs} shut",
    "locked": "which {xs} are locked|are all the {xs} locked|are the {xs} locked|is every {one} locked|"
    "are any {xs} unlocked|did i lock all the {xs}|how many {xs} are unlocked|is everything locked|"
    "is the house locked|is everything locked up|did i lock up|are we locked in|"
    "check that everything is locked",
    "playing": "is any music playing|is anything playing|what is playing|which {xs} are playing|"
    "are any {xs} playing",
    "value": "are any {xs} open|which {xs} are open|are all the {xs} closed|"
    "did i leave a {one} open|are the {xs} shut|"
    "is any {one} open|are all {xs} closed|how many {xs} are open",
}
"""Property -> templates over the plural {xs} and the singular {one}, with a place behind them."""

NOT_OURS: Final = (
    "how bright is the sun|is the library open|what temperature does water boil at|how far is the moon|"
    "is the supermarket open on sunday|what color is a giraffe|how warm is it in spain|"
    "is the bank closed today|"
    "how loud is a jet engine|when was the light bulb invented|who invented the thermostat|"
    "how do locks work|"
    "what's the weather like tomorrow|will it rain at the weekend|what time is it|what day is it|"
    "how old are you|"
    "is the shop on the corner open|are the lights on at the stadium|how fast is a cheetah|"
    "what does a lamp cost|"
    "is the motorway closed|how hot is the core of the earth|"
    "what's the humidity in the rainforest|who won the match|"
    "how many windows does the white house have|is the gate at the airport open|"
    "what's the best color for a bedroom|"
    "how much does electricity cost in france|who is playing tonight|is the museum open|"
    "what's on tv tonight|"
    "how deep is the ocean|what's the capital of peru|how do you cook rice|"
    "is there a train at nine|how heavy is gold|"
    "when does the sun set|what's the temperature on mars|is my flight on time|"
    "how much battery does a tesla have|"
    "are my parents home|is the concert sold out|what's the speed of light|"
    "how do i clean an oven|why is the sky blue|"
    "which lamp is the best in the world|where can i buy a lock|what's the average humidity in london|"
    "how many people live in berlin|is the door to success open|can a cat open a door|"
    "do fish sleep|is the pub still open"
)
"""Questions with the words of homes about the rest of the world."""
