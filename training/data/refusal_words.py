"""Sentences that hold a command or a device, yet ask for nothing.

{do} is "turn off the lamp"; {doing}, {did}, {does}, {done} its other forms; {x} is a device, {who} a person.
"""

from __future__ import annotations

from typing import Final

WHO: Final = (
    "my mum|my mom|dad|my wife|my husband|my son|my sister|my brother|granny|the neighbour|the landlord|"
    "my boss|the babysitter|tom|anna|my flatmate|the teacher|the plumber|a friend|someone|somebody|"
    "my aunt|our guest"
).split("|")
"""Third person singular."""

NEGATION: Final = (
    "don't {do}|do not {do}|never {do}|please don't {do}|don't {do} yet|don't you {do}|"
    "don't you dare {do}|you don't need to {do}|you don't have to {do}|no need to {do}|"
    "there's no need to {do}|nobody {do}|no one should {do}|nobody is allowed to {do}|"
    "i don't want you to {do}|i do not want you to {do}|i'd rather you didn't {do}|let's not {do}|"
    "whatever you do, don't {do}|make sure you don't {do}|make sure nobody {does}|"
    "under no circumstances {do}|please do not {do} while i'm asleep|don't {do} tonight|better not {do}|"
    "you mustn't {do}|you must not {do}|it's better if you don't {do}|we don't {do} in this house|"
    "i said don't {do}|i never asked you to {do}|why would you {do}|stop asking me to {do}|"
    "not now, don't {do}|hold off, don't {do}|i didn't say {do}|i wouldn't {do} if i were you|"
    "please avoid {doing}|refrain from {doing}|no {doing} today|i'm against {doing}|"
    "forget about {doing} for now|can you not {do}|could you please not {do}|would you mind not {doing}|"
    "try not to {do}|don't ever {do} again without asking|you shouldn't {do}|you should never {do}|"
    "don't {do}, it's fine|i don't need you to {do}|no don't {do}|nah, don't {do}|wait, don't {do}|"
    "don't even think about {doing}|i can manage without {doing}|leave it, don't {do}|not {doing} today|"
    "it is forbidden to {do}|do not ever {do}"
).split("|")

UNTOUCHED: Final = (
    "leave {x} alone|leave {x} as it is|leave {x} how it is|leave {x} be|don't touch {x}|"
    "nobody touch {x}|do not touch {x}|hands off {x}|keep your hands off {x}|nothing to do with {x}|"
    "{x} {stays} as it is|{x} {is} fine the way it is|no changes to {x} please|don't mess with {x}|"
    "don't change {x}|ignore {x}|please leave {x} alone tonight|never mind {x}, it's fine as it is|"
    "don't worry about {x}|{x} can stay like that|{x} should stay as it is|i like {x} the way it is|"
    "everyone leave {x} alone"
).split("|")
UNTOUCHED_ON: Final = (
    "leave {x} on|keep {x} on|leave {x} running|keep {x} running|{x} can stay on|"
    "{x} should stay on tonight|let {x} run|don't let anyone switch off {x}|leave {x} on while i'm out|"
    "i want {x} left on"
).split("|")
UNTOUCHED_OFF: Final = (
    "leave {x} off|keep {x} off|{x} can stay off|{x} should stay off|let {x} stay off|"
    "i want {x} left off|don't let the kids switch on {x}|leave {x} off while i sleep"
).split("|")

REPORTED: Final = (
    "{who} said to {do}|{who} told me to {do}|{who} asked me to {do}|{who} keeps telling me to {do}|"
    "{who} asked if i could {do}|{who} wanted me to {do} but i didn't|{who} says you should always {do}|"
    "i told the kids to {do}|i told him to {do} but he forgot|i asked her to {do} yesterday|"
    "the manual says to {do} once a week|the sign says please {do}|the doctor told me to {do} at night|"
    "and then he goes, {do}|she was like, {do} or i'm leaving|he shouted {do} from the garden|"
    "in the film he yells {do}|the note on the fridge says {do}|my boss said he would {do}|"
    "they said they would {do} on monday|i heard her say {do}|dad always said {do} before you leave|"
    "he promised to {do} last week|she texted me to {do}|the instructions tell you to {do} first|"
    "the recipe says {do} for ten minutes|according to the news everyone should {do}|"
    "remember when granny asked you to {do}|he was told to {do} and he refused|{who} never wants to {do}|"
    "she reminded him to {do}|they made us {do} at school|he keeps {doing}|{who} loves {doing}|"
    "{who} complained about {doing}|the landlord forbids {doing}|i was told not to {do}"
).split("|")

PAST: Final = (
    "i {did} already|i already {did}|i {did} this morning|i just {did}|{who} {did} yesterday|"
    "we {did} before we left|i think {who} {did}|i {did} an hour ago|yesterday i {did} by accident|"
    "{who} {did} again|last night {who} {did}|i forgot to {do} last night|we used to {do} every evening|"
    "i remember when we {did}|you {did} yesterday and that was great|thanks for {doing}|"
    "thank you for {doing} earlier|i was just {doing}|{who} was {doing} when i came in|"
    "we ended up {doing}|he nearly broke it {doing}|i spent all morning {doing}|"
    "before {doing} i always check twice|it took me ages to {do}|i tried to {do} but it didn't work|"
    "good thing you {did}|nobody {did} so i got cold|i almost {did} by mistake|she {did} without asking|"
    "we never {did} on holiday|i had to {do} by hand"
).split("|")

HYPOTHETICAL: Final = (
    "what happens if i {do}|what would happen if i {did}|what if i {did}|"
    "if i {did} the cat would complain|imagine you could {do} by thinking|suppose we {did}|"
    "i might {do} later|i could {do} i guess|we should {do} more often|should i {do}|"
    "one day i will {do} from my phone|i wonder what happens if you {do}|if only {who} would {do}|"
    "if {who} had {done} we would be asleep|it would be silly to {do} now|maybe we will {do} next year|"
    "would it hurt to {do} every day|i would never {do} in summer|do you think {who} would {do}|"
    "if you had to {do} how would you do it|what if {who} {did}|if we sold the house they would {do}|"
    "in theory you could {do}|hypothetically, you {do}, then what|i'm thinking about {doing} some day|"
    "would you ever {do} without asking|i'm not sure whether to {do}|do people really {do} every day|"
    "shall i {do} or will you be cold|is it worth {doing}"
).split("|")

BROADCAST: Final = (
    "coming up next, how to {do} and save money|with our new app you can {do} from anywhere|"
    "in tonight's episode {who} {does}|buy now and {do} for free|and then the detective {does}|"
    "scientists say {doing} helps you sleep|our experts explain why you should {do}|"
    "welcome back to the show|the minister promised to {do} by next year|"
    "and now the weather for the weekend|available in all good stores|call now and get a second one free|"
    "you're listening to the breakfast show|next time on the cooking channel|"
    "after the break we {do} live on stage|the new model can {do} all by itself|"
    "breaking news from the city centre|"
    "this programme contains scenes of a man {doing}|terms and conditions apply|"
    "today's guest will {do} with his eyes closed|"
    "with one tap you {do}, it's that easy|never {do} again thanks to our smart system|"
    "researchers found that {doing} twice a day is bad for you|the suspect {did} and ran away|"
    "and the crowd goes wild|in chapter four the butler {does}"
).split("|")

CHATTER: Final = (
    "i love {x}|{x} {looks} nice|{x} {looks} great there|where did you buy {x}|{x} cost me ninety pounds|"
    "{x} {is} broken again|we need to replace {x} some day|the cat knocked over {x}|"
    "{x} {was} a wedding present|{x} {needs} cleaning|i dusted {x} this morning|i hate {x}|"
    "{x} {is} older than me|have you seen the price of {x}|{who} gave me {x}|i'm selling {x}|"
    "someone left a cup on {x}|{x} arrived in a huge box|the man came to repair {x}|"
    "i want to buy something like {x}|{x} {reminds} me of my childhood|i tripped over the cable of {x}|"
    "we painted the wall behind {x}|i ordered a spare part for {x}|the warranty for {x} {has} run out|"
    "{x} and i have a complicated relationship|we're getting rid of {x}|the dog barks at {x}|"
    "{x} {was} on sale|i found a spider behind {x}|there's a sock under {x}|{who} wants one like {x}|"
    "the neighbours have the same thing as {x}|that's a lovely photo of {x}|"
    "i need to call someone about {x}|{x} {makes} a funny noise sometimes|what a beautiful thing {x} {is}|"
    "i wrote a song about {x}|remember when {x} fell off|the instructions for {x} are in german"
).split("|")

PLANS: Final = (
    "i'll {do} myself|i will {do} myself|i'm going to {do} later|i'm about to {do} myself|"
    "we're going to {do} on sunday|dad will {do} when he gets home|{who} is going to {do}|"
    "remind me to {do} tomorrow|i have to {do} before they come|put {doing} on my to do list|"
    "i'm planning to {do} next week|the electrician is coming to {do}|next time i will {do} first|"
    "i was going to {do} but then the phone rang|i can {do} on my own|i'll get up and {do} in a minute|"
    "{who} will {do}, don't worry|let {who} {do}|we might {do} after dinner ourselves|"
    "my plan for tomorrow is {doing}|i set a reminder to {do}|i'm looking forward to {doing}|"
    "don't let me forget to {do}|add {doing} to my calendar|it's your turn to {do}, tom|"
    "i have an appointment for {doing}"
).split("|")

WISHES: Final = (
    "i wish {who} would {do}|{who} should {do} for once|tell {who} to {do}|ask your brother to {do}|"
    "ask {who} to {do}|can somebody else {do}|kids, go and {do} and brush your teeth|"
    "darling, did you {do}|who wants to {do}|whose turn is it to {do}|why can't {who} {do}|"
    "why doesn't {who} ever {do}|i need someone to teach me to {do}|could you ask dad to {do}|"
    "text anna and ask her to {do}|send {who} a message to {do}|i hope {who} remembered to {do}|"
    "email my landlord to {do}|somebody told tim to {do}|i bet {who} can't {do}|"
    "{who}, you promised to {do}|let's see who can {do} fastest"
).split("|")

QUOTED: Final = (
    'say "{do}" and see what happens|you just say {do}|you only have to say {do}|the phrase is {do}|'
    "try saying {do} in french|i typed {do} into the app and nothing happened|"
    "how do you say {do} in spanish|translate {do} into german|what does {do} mean|google how to {do}|"
    "write down {do}|how do you spell {x}|the button says {do}|the magic words are {do}|"
    "to do that you say {do}|the parrot learned to say {do}|the first command in the list is {do}|"
    "he named his band {do}|i dreamed that i had to {do}|search the web for {doing}|"
    "look up {doing} on youtube|repeat after me, {do}|spell {x}|the voice said {do} in a deep tone|"
    "there's a book about {doing}|define {doing}|the answer to the riddle is {x}|"
    "he has a tattoo that says {do}|email him the words {do}|the error message says cannot {do}"
).split("|")

TITLES: Final = (
    "lights out|blinded by the light|turn the page|the heat is on|pump up the volume|open the door|"
    "close to you|fan the flames|lock and key|the open window|don't stop the music|turn off the dark|"
    "light my fire|hot fan club|dim sum palace|behind closed doors|the blind side|a clockwork orange|"
    "red curtain|turn down for what|stop in the name of love|set fire to the rain|the vacuum of space|"
    "green light|the light between oceans|turn on the bright lights|shut up and drive|"
    "knocking on the door|the garage tapes|the coldest kitchen|alarm bells|bright lights big city|"
    "the last thermostat|switch|the play that goes wrong|unlock your potential|the door in the wall"
).split("|")
TITLED: Final = (
    "have you seen the film {title}|i'm reading a book called {title}|my favourite song is {title}|"
    "who wrote {title}|there's a bar called {title} in town|is {title} on at the cinema|"
    "we had dinner at {title}|the band {title} is playing on friday|what year did {title} come out|"
    "how long is {title}|{who} recommended {title}|i fell asleep during {title}|"
    "order two tickets for {title}|{title} won an award|book a table at {title}|"
    "the lyrics of {title} are so sad|is {title} based on a true story|add {title} to my reading list|"
    "{title} was a terrible movie|she sang {title} at the wedding|rate {title} five stars"
).split("|")

STATEMENTS: Final = (
    "{x} {has} been fine all day|i can see {x} from here|good, {x} {is} working again|"
    "thanks, {x} {is} fine like that|{x} {is} perfect now|{x} {was} like that this morning|"
    "i noticed {x} yesterday|{x} {works} now|i like where {x} {is}|i know that {x} {is} there|"
    "{x} {seems} happy|"
    "that was {x}|it was {x} that made the noise|{x} {is} the one on the left|oh, that's {x}|"
    "so that is {x}|this is {x}|we call it {x}|{x} {doesnt} bother me|i got used to {x}|okay, {x} it was"
).split("|")
STATEMENTS_ON: Final = (
    "{x} {has} been on since noon|{x} {was} on all night|i see that {x} {is} on|{x} {is} on, good|"
    "yes i know {x} {is} on|{x} {is} on because {who} is working|i came home and {x} {was} on|"
    "{x} {is} already on"
).split("|")
STATEMENTS_OFF: Final = (
    "{x} {has} been off all day|{x} {was} off all night|i see that {x} {is} off|{x} {is} off, good|"
    "{x} {is} already off|{x} {is} off because of the baby|i came home and {x} {was} off|"
    "glad that {x} {is} off"
).split("|")

HOW_TO: Final = (
    "how do i {do}|how do you {do}|how can i {do}|how would i {do}|what's the best way to {do}|"
    "why won't it {do}|can you explain how to {do}|is it safe to {do}|does {doing} save money|"
    "how often should i {do}|which app do i need to {do}|do i have to {do}|am i allowed to {do}|"
    "when should i {do}|why should i {do}|what do i need to {do}|is it bad to {do}|"
    "how long does it take to {do}|who is supposed to {do}|how much does it cost to run {x}|"
    "how does {x} work|what is {x} made of|who made {x}|where is the manual for {x}|"
    "can you tell me how to {do}|explain how i {do}|show me how to {do}|what's the command to {do}|"
    "is it possible for a child to {do}|do you know how to {do}|are you able to {do} in theory|"
    "is there anything i need to know before i {do}|what do i say to {do}|teach me to {do}|"
    "what is the point of {doing}|why do people {do}|how many watts does {x} use|"
    "which batteries does {x} need"
).split("|")

CONDITIONS: Final = (
    "when i get home {do}|when i come home, {do}|{do} when i get home|{do} when i leave the house|"
    "as soon as i arrive {do}|if it rains {do}|if it starts raining, {do}|{do} if it gets windy|"
    "{do} whenever the cat comes in|if somebody rings the bell {do}|{do} when the post arrives|"
    "when the football is over {do}|{do} when my show starts|{do} when i fall asleep|"
    "once everyone is in bed {do}|{do} as soon as the washing is done|{do} if nobody is home|"
    "{do} every day at seven|every morning {do}|every friday {do}|{do} every weekday at six|"
    "{do} daily at noon|{do} on sundays|always {do} when we watch a film|from now on {do} when i leave|"
    "{do} when my phone is charged|{do} whenever i say goodnight|{do} if electricity gets cheap|"
    "when the baby wakes up {do}|{do} when the pizza arrives|{do} before i wake up|"
    "{do} when my train is late|next time it snows {do}|{do} each time someone walks past|"
    "{do} once the guests have left"
).split("|")

STILL_ASKED: Final = (
    "don't forget to {do}|why don't you {do}|i don't care how, just {do}|nobody's here, so {do}|"
    "i said {do}|i told you to {do}|i'm telling you to {do}|i asked you to {do}|no really, {do}|"
    "yes, {do}|you forgot to {do}, please do it now|never mind the noise, {do}|i don't mind, {do}|"
    "don't wait, {do}|don't ask, just {do}|can't you just {do}|couldn't you {do}|won't you {do}|"
    "if you don't mind, {do}|if it's not too much trouble {do}|i wouldn't mind if you {did}|"
    "it would be nice if you {did}|i'd love it if you {did}|would it kill you to {do}|how about you {do}|"
    "what about {doing}|you may {do} now|i think you should {do}|you'd better {do}|you should {do} now|"
    "i hate to ask but {do}|no one else will, so {do}"
).split("|")
"""The other side of the border: these do ask."""
