import { contextualTable } from "../table.ts";

/** Maps, weather, addresses, calendars, open data. Sources of the facts: NOTICE. */
export const places = contextualTable(String.raw`
Calendarific | calendarific | API key: %a32|%h40
CalorieNinjas | calorieninja calorieninjas | API key: %a40
Carbon Interface | carboninterface | API key: %a21
countrylayer | countrylayer | API key: %a32
data.gov | data.gov datagov | API key: %a40
Holiday API | holidayapi | API key: %U|[a-z0-9-]{36}
IP2Location | ip2location | API key: %a32|%a10
ipapi | ipapi | API key: %a32
ipgeolocation | ipgeolocation | API key: %a32
IPinfo | ipinfo | token: %h14
IPInfoDB | ipinfodb | API key: %a64
ipify | ipifi ipify geoipifi | API key: \w{32}
IPQualityScore | ipquality ipqualityscore | API key: %a32
ipstack | ipstack | API key: %h32
Mapbox | mapbox | token: [pst]k\.[\w+/=-]{32,250}\.[\w+/=-]{20,60}
MapQuest | mapquest | API key: %a32
Google Maps | gmaps googlemaps google_maps | API key: AIza[\w-]{35}
HERE | hereapi here_api | API key: [\w-]{43}
TomTom | tomtom | API key: %a32
GraphHopper | graphhopper | API key: %U|[a-z0-9-]{36}
Geoapify | geoapify | API key: %a32
Geocodio | geocode geocodio | API key: %a28|%a32
Geocodify | geocodify | API key: %h40|%a40
GetGeoAPI | getgeoapi | API key: %h40|%a40
OpenCage | opencagedata opencage | API key: %a32
OpenWeather | openweather openweathermap pyowm owm | API key: %a32
OpenUV | openuv | API key: %a32
Positionstack | positionstack | API key: \w{32}
Route4Me | route4me | API key: %a32
Walk Score | walkscore | API key: %a32
Weatherbit | weatherbit | API key: %a32
weatherstack | weatherstack | API key: %a32
WeatherAPI | weatherapi | API key: %a31
World Weather Online | worldweather | API key: %a31
Visual Crossing | visualcrossing | API key: %a25
Stormglass | stormglass | API key: [\w-]{73}
Zipcodebase | zipcodebase | API key: %U
ZipCodeAPI | zipcodeapi | API key: %a64
timezoneapi | timezoneapi | token: %a20
MaxMind | maxmind geolite geoip | license key: %a16|%a6_%a29_mmk
NASA | nasa.gov nasa | API key: %a40
`);
