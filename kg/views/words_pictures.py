"""Strings of the map, the statistics and the network; `words` joins them with the others."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, str]] = {
    # facets that came with the pictures
    "facet_began": "Year it began",
    "sort_convictions": "most convictions",
    # every table of counts
    "enough_rule": "Nothing is drawn that is known for less than 80 per cent.",
    "measured_too_little": (
        "Too little is known for a picture, so there is only the table: what is missing may be "
        "distributed quite differently."
    ),
    "measured_rule_prosecutions": (
        "Assessor: any monitor on record. Counted are prosecutions in cases that a monitor "
        "assesses; other sources’ versions of the same are left out."
    ),
    "measured_rule_persons": (
        "Assessor: the body that keeps the list. Counted are persons on the list; its regions and "
        "tags are its own statements, neither charges nor sentences."
    ),
    "measured_rule_sentences": (
        "Assessor: any monitor on record. Counted are penalties imposed on a defendant in cases "
        "that a monitor assesses and not known to be set aside; parts of an aggregate penalty and "
        "other sources’ versions of the same are left out."
    ),
    "measured_unit_prosecutions": "Prosecutions",
    "measured_unit_persons": "Persons on the list",
    "measured_unit_sentences": "Penalties",
    "unit_of_sentences": "Penalties that stand: {number}",
    "measured_more": "{number} more",
    "measured_began_prosecutions": "Prosecutions by the year they began",
    "measured_began_note": (
        "The year of the earliest event on record whose year is known. What no source tells may "
        "have been earlier; the last years are incomplete, for records follow with a delay."
    ),
    "measured_article_prosecutions": "Prosecutions by article charged",
    "measured_article_note": (
        "A prosecution under several articles stands in several rows; do not add up."
    ),
    "measured_article_with_prosecutions": "Charged together with",
    "measured_article_with_note": "Prosecutions in which the other article is charged as well.",
    "measured_region_prosecutions": "Prosecutions by region",
    "measured_region_note": (
        "The region is that of the alleged act, the arrest, the court, a list or reports; the map "
        "tells which. A prosecution with several stands in several rows."
    ),
    "measured_state_prosecutions": "Prosecutions by prosecuting state",
    "measured_listregion_persons": "Persons on a list by its region",
    "measured_listregion_note": (
        "The region is the one the list gives, and says nothing of the place of an act."
    ),
    "measured_tag_persons": "Persons on a list by its tags",
    "measured_tag_note": (
        "Articles that the list names beside a person: tags, never added to charges or convictions."
    ),
    "measured_penalty_sentences": "Penalties by kind",
    "measured_penalty_note": (
        "A prison term and a fine in one judgment are two penalties. Terms asked for and not "
        "imposed are not counted."
    ),
    "facet_penalty": "Kind of penalty",
    "same_as_csv": "The same rows as CSV",
    "same_as_query": "as a SPARQL query",
    "chart_label": "Bar chart: {heading}. The table below has the same numbers.",
    # an article in figures
    "article_charges": "Charges under it: {number}",
    "article_convictions": (
        "Charges under it held proven by a decision not known to be set aside: {number}"
    ),
    "article_tagged": "Persons whom a list tags with it (no charge, no conviction): {number}",
    "article_map": "Map of this article by region",
    "article_network": "Network of its cases, persons and articles",
    "case_network": "Network of this case: persons and articles",
    "person_network": "Network of this person’s cases and articles",
    "cluster_network": "Network of these cases",
    # map
    "map": "Map of prosecutions by region",
    "map_list": "Map of a list by region",
    "map_menu": "Map",
    "map_by": "What is counted",
    "map_by_prosecutions": "prosecutions",
    "map_by_list": "persons on a list, by the list’s region",
    "map_unit_list": "Persons on a list of a monitor: {number}",
    "map_known": "Region known for {known} of {total}.",
    "map_too_little": (
        "The region is known for {known} of {total} only, less than 80 per cent. A map would "
        "mislead, so there is only the table."
    ),
    "map_rule_list": (
        "Counted are persons on a list, once for each region the list gives. They are no "
        "prosecutions and are not added to them."
    ),
    "map_list_of": "List of {date} by {body}.",
    "map_basis": (
        "The region of a prosecution is that of the alleged act, the arrest, the court, a list or "
        "reports. The table tells on which basis; one prosecution may have several, and several "
        "regions, so the rows are not added up."
    ),
    "map_basis_list": (
        "The region is the one the list gives. It says nothing of the place of an act or a court."
    ),
    "region_act": "by the act",
    "region_arrest": "by the arrest",
    "region_court": "by the court",
    "region_list": "by a list",
    "region_report": "by reports",
    "map_disputed": (
        "Broken border, hatched: Crimea and Sevastopol, claimed by two states. Here they are "
        "placed within none; which state prosecutes is told by the law applied. “Crimea” in a "
        "report or a list is its author’s and may include Sevastopol."
    ),
    "map_disputed_row": "placed within no state",
    "map_no_outline": "no outline on the map",
    "map_none": "none on record",
    "map_none_note": (
        "“None on record” says nothing about a region. The shades are the same on every map."
    ),
    "map_source": (
        "Outlines: Natural Earth, public domain, simplified; equal-area projection. They state "
        "nothing about borders."
    ),
    "map_region": "{region}: {number}",
    "map_label": (
        "Map of Russia and Belarus; the table below has the same numbers. Regions with a number "
        "are links."
    ),
    "map_west": "West of the Urals, enlarged",
    "map_skip": "Skip the map, go to the table",
    "map_table": "The same as a table",
    "map_column_region": "Region",
    "map_choose": "Choose what the map shows",
    "map_any": "any",
    "map_show": "Show",
    "map_data": "Outlines as GeoJSON",
    "map_theme_note": (
        "By this theme only numbers are shown, and cases are listed by their identifiers: nobody "
        "is listed here by belief or origin."
    ),
    "zoom_in": "Enlarge",
    "zoom_out": "Reduce",
    # statistics
    "statistics": "Statistics",
    "statistics_lead": (
        "Counts of records here, of no population: what monitors choose to assess and publish is "
        "neither a sample nor exhaustive."
    ),
    "statistics_prosecutions": "Prosecutions",
    "statistics_sentences": "Penalties imposed",
    "statistics_list": "Persons on a list of a monitor",
    "statistics_queries": (
        "The counts behind this page, with every rule, are among the example questions"
    ),
    # network
    "network": "Network",
    "network_of": "Network: {name}",
    "network_note": (
        "Lines join a case with whoever is prosecuted in it and with the articles charged there. "
        "A line says that a case names both, nothing more. A charge says nothing about guilt."
    ),
    "network_counts": "Cases: {cases}; persons named in public: {persons}; articles: {articles}.",
    "network_counts_unnamed": "Cases: {cases}; articles: {articles}.",
    "network_cut": (
        "The picture and the list hold the first {shown} of {total} cases; all of them are in the "
        "view of cases."
    ),
    "network_unnamed": (
        "Persons are not named here, only counted: groups of cases are not lists of people."
    ),
    "network_label": "Picture of the network; the list below has the same.",
    "network_list": "The same as a list",
    "network_persons": "Prosecuted",
    "network_articles": "Articles charged",
    "network_others": "not named: {number}",
    "network_empty": "Nothing is on record here that a network could show.",
    "network_choose": (
        "A network is shown for one case, person, article or group of cases. Go to one of them "
        "and follow the link to its network."
    ),
    "network_legend_case": "case",
    "network_legend_person": "person",
    "network_legend_article": "article",
    "network_keys": "Move through the list with the keyboard: the picture marks where you are.",
    "network_all": "All these cases",
}
"""Key → English and Russian, as in `words`."""
