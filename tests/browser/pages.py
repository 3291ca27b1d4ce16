"""Every page a person can open, and as whom; the sweep below fails when a route is forgotten."""

PUBLIC = {
    "home": "/",
    "municipalities": "/gemeenten/",
    "search": "/zoeken/?zoek=noord",
    "search without answer": "/zoeken/?zoek=zuilem",
    "municipality": "/gemeente/GM0344/",
    "municipality of buurten": "/gemeente/GM0344/?niveau=buurt",
    "municipality without wijken": "/gemeente/GM0363/",
    "wijk": "/wijk/WK034406/",
    "buurt": "/buurt/BU03440611/",
    "buurt without inhabitants": "/buurt/BU03440911/",
    "policy indicators": "/gemeente/GM0307/indicatoren/",
    "policy indicator with map": "/gemeente/GM0307/indicatoren/registered-crimes/",
    "policy indicator": "/gemeente/GM0307/indicatoren/dwelling-burglaries/",
    "policy indicator without figures": "/gemeente/GM0344/indicatoren/car-fires/",
    "area scan": "/wijk/WK034403/gebiedsscan/",
    "area scan of a buurt": "/buurt/BU03440343/gebiedsscan/",
    "figure": "/cijfer/registered-crime-0.0.0/WK034406/2024/",
    "compare": "/vergelijken/",
    "compare municipalities": "/vergelijken/?gebied=GM0344&gebied=GM0307&gebied=GM0363"
    "&gebied=GM0599&soort=registered-crime-1.1.1",
    "compare wijken and what cannot be": "/vergelijken/?gebied=WK034406&gebied=WK030710"
    "&gebied=GM0344&zoek=noord",
    "plans": "/plannen/",
    "plan": "/plannen/amf_2018/",
    "versions of a plan": "/plannen/amf_2018/versies/",
    "plan with a choice": "/plannen/utr_ivp_2019_2022/?mist=beide&stand=aangekondigd",
    "accounts": "/verantwoording/",
    "account over a table": "/verantwoording/amf_2018/2019/",
    "account of a level to keep": "/verantwoording/utr_ivp_2019_2022/2024/",
    "account for a wijk": "/verantwoording/utr_ivp_2019_2022/2024/wijk/WK034402/",
    "plans of wijken": "/wijkplannen/",
    "plan timeline": "/plannen/utr_ivp_2019_2022/tijdlijn/?op=2022-06-01",
    "plan timeline of a year": "/plannen/amf_2018/tijdlijn/?jaar=2018&op=2018-06-01",
    "plan board": "/plannen/utr_ivp_2019_2022/bord/",
    "plan money": "/plannen/amf_2018/geld/",
    "plan background": "/plannen/amf_2018/rondom/",
    "plan wishes": "/plannen/wensen/",
    "plan partners": "/plannen/organisaties/",
    "plan partner": "/plannen/organisaties/politie/",
    "plan phenomenon": "/plannen/verschijnselen/woninginbraak/",
    "voices of places": "/u-vroeg-wij-deden/",
    "voices": "/u-vroeg-wij-deden/GM0344/",
    "types": "/soorten/",
    "type": "/soorten/registered-crime-1.1.1/",
    "ranking": "/ranglijst/?soort=registered-crime-1.1.1&zoek=utrecht",
    "peers": "/gemeente/GM0307/vergelijkbaar/",
    "my-place": "/mijn-wijk/",
    "my-place in a city": "/mijn-wijk/?gemeente=GM0344",
    "help": "/hulp/",
    "sources": "/gegevens/",
    "explanation": "/uitleg/",
    "privacy": "/privacy/",
    "accessibility": "/toegankelijkheid/",
    "licence": "/licentie/",
    "style-guide": "/stijlgids/",
    "log-in": "/inloggen/",
    "look-as": "/kijk-als/",
    "not found": "/bestaat-niet/",
}
ROLES = (
    "resident",
    "gebiedsmanager",
    "wijkagent",
    "coordinator",
    "policy-adviser",
    "programme-manager",
    "executive",
    "council-member",
    "privacy-officer",
    "data-steward",
)
# What only the privacy officer opens.
OF_THE_PRIVACY_OFFICER = (
    "/logboek/",
    "/logboek/controle/",
    "/verwerkingen/",
    "/bewaartermijnen/",
    "/wat-is-bewaard/?over=place&naam=WK034402",
    "/uitzonderingen/",
    "/verborgen-aantallen/",
)
# What only the data steward opens.
OF_THE_DATA_STEWARD = (
    "/aanleveringen/",
    "/wat-niet-klopt/",
    "/registraties/",
    "/aanleveren/hulp/",
    "/kolomindelingen/",
    "/ongewoon/?gemeente=GM0344",
)
# What the gebiedsmanager opens.
OF_THE_GEBIEDSMANAGER = (
    "/verklaringen/WK034403/",
    "/wijk/WK034403/gebiedsscan/",
    "/ochtend/?kies",
    "/ochtend/WK034403/",
    "/ochtend/WK034403/gezien/",
    "/ochtend/WK034403/overleg/",
    "/heterdaad/GM0344/",
)
# Of the policy adviser: what residents said, checked, ordered and answered; work on the account.
OF_THE_POLICY_ADVISER = (
    "/gesprekken/?gemeente=GM0344",
    "/gesprekken/nieuw/?gemeente=GM0344",
    "/gesprekken/nakijken/?gemeente=GM0344",
    "/gesprekken/themas/?gemeente=GM0344",
    "/gesprekken/bereik/?gemeente=GM0344",
    "/verantwoording/amf_2018/2019/werk/",
    "/verantwoording/amf_2018/2019/werk/schrijven/",
    "/verantwoording/amf_2018/2019/werk/verhaal/",
    "/verantwoording/amf_2018/2019/vaststellen/",
)
# What the programme manager opens of the course of a plan.
OF_THE_PROGRAMME_MANAGER = (
    "/alarmen/?voor=iedereen",
    "/plannen/utr_ivp_2019_2022/alarmen/",
    "/plannen/utr_ivp_2019_2022/alarmen/?op=2022-06-01",
    "/plannen/utr_ivp_2019_2022/capaciteit/",
    "/fases/?gemeente=GM0344",
    "/fases/proef/?gemeente=GM0344",
)
# What the administrator opens.
OF_THE_ADMINISTRATOR = ("/bureau/administrator/", "/mensen/uitnodigen/", "/account/")
