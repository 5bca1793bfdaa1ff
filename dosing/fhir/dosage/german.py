"""How often, in German: numbers, times and days, as parts of what is looked for in words."""

COUNTS = {"einmal": "1", "zweimal": "2", "dreimal": "3", "viermal": "4", "fünfmal": "5", "sechsmal": "6"}
NUMBERS = {"zwei": "2", "drei": "3", "vier": "4", "sechs": "6", "acht": "8", "zwölf": "12"}
TIMES = rf"(?:\d{{1,2}} ?(?:x|×|-?mal)|{'|'.join(COUNTS)})"
NUMBER = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})"
DAILY = r"(?:täglich\b|taeglich\b|tgl\b\.?|(?:am|pro) tag\b|/ ?tag\b)"
