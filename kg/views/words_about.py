"""Strings of the pages about the project, and of what every page says about reading it."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, str]] = {
    # the frame
    "about_pages": "About Polpros",
    "language_hint": "This page in English",
    "translation_note": "This translation has not been read by a speaker of the language yet.",
    "links_plain": "Show links to other sites as plain text",
    "links_linked": "Show links to other sites as links",
    # how records are made
    "about_method": "How records are made",
    "method_lead": (
        "Every record is written from published documents, and beside each statement stands the "
        "document it comes from."
    ),
    "method_from": "From a document to a record",
    "method_from_1": (
        "A record is a text file about one person, case, organisation, place, document or "
        "article of a code. Some are written by hand; others are made from tables by written "
        "rules. Rows taken by rule were not read one by one, and the review of their source says "
        "so."
    ),
    "method_from_2": (
        "Facts are taken over with their sources; sentences are not. Titles are kept exactly, "
        "quotations are short and exact, all else is said in our own words."
    ),
    "method_from_3": (
        "Where a source is known only for a record as a whole, and not for one statement in it, "
        "the page says so."
    ),
    "method_from_4": (
        "A date is as precise as its source and no more. What is unknown is left out and listed "
        "as missing; it is never guessed."
    ),
    "method_from_5": (
        "Every file is checked against rules before a release. An error stops the release; "
        "warnings are published with it."
    ),
    "method_voices": "Three voices",
    "method_voices_1": (
        "What authorities allege, what courts decided and what monitors assess never mix. Each "
        "claim names who makes it."
    ),
    "method_voices_2": (
        "A charge says nothing about guilt. What somebody is accused of is the content of an "
        "allegation, never an event, and no named person is placed at an event that underlies a "
        "charge against them."
    ),
    "method_voices_3": (
        "“Unlawful and politically motivated” is said of a prosecution, “political prisoner” of "
        "a person. The one is not turned into the other."
    ),
    "method_voices_4": (
        "Where sources disagree, both versions stand, each with its source. Counts take one of "
        "them; their order says nothing about which is true."
    ),
    "method_machine": "What a machine adds",
    "method_machine_1": (
        "What follows from the ontology is marked “entailed”, what a rule over all records gives "
        "is marked “derived”. Both stand in graphs of their own."
    ),
    "method_machine_2": (
        "A name in Latin letters that we transliterated is never given as a name: it stands "
        "beside the Russian form and says so."
    ),
    "method_out": "What is left out, and why",
    "method_out_1": (
        "Names of people whom no monitor names in public as persecuted, who hold no public "
        "office in that role and have not agreed to be named: co-defendants, lawyers, witnesses, "
        "injured parties, officers, investigators, prosecutors, judges. They are shown by their "
        "role, because a name published here may harm them."
    ),
    "method_out_2": (
        "Home addresses, contacts, health, relatives, birth dates, faith and descent, and "
        "everybody who is under 18."
    ),
    "method_out_3": (
        "Lists of people by faith or descent. A theme belongs to a case, never to a person, and "
        "under such a theme only cases are counted."
    ),
    "method_out_4": (
        "Every named person points to the review that covers naming them. It says what was "
        "checked, what was not, and on what it rests that they are adults."
    ),
    "method_reviews": "The reviews",
    # what the data can tell
    "about_limits": "What the data can tell, and what not",
    "data_here": "What is here",
    "data_here_1": (
        "Coverage differs from source to source. In every release the file coverage.json says, "
        "for each kind of record and each source, what is known of what total."
    ),
    "data_count": "What a count means",
    "data_count_1": (
        "The unit of counting is a prosecution: one defendant in one case. One person may be "
        "prosecuted more than once, and one case may have many defendants."
    ),
    "data_count_2": (
        "Every count names its unit, what is known of what total, the day for which it speaks "
        "and what it takes in. Charges, convictions and tags of a list are different things and "
        "are never added up."
    ),
    "data_count_3": (
        "Cases without an assessment by a monitor on record are counted apart, unless they are "
        "asked for. Versions of the same thing from another source are not counted again."
    ),
    "data_count_4": (
        "No rate, share or trend of repression can be computed from these numbers. They show "
        "what was published and could be read."
    ),
    "data_count_5": (
        "No chart is drawn where less than 80 % of what it would show is known. The table stands "
        "then, with what is missing."
    ),
    "data_list": "A list is a claim",
    "data_list_1": (
        "What a monitor’s list says of a person (articles, region, custody, term) stands as the "
        "claim of that body on that day. Its articles are shown as tags, not as charges or "
        "convictions, and no case is made from it."
    ),
    "data_list_2": "That somebody is missing from a later list does not withdraw an assessment.",
    "data_place": "Places",
    "data_place_1": (
        "The prosecuting state is the one whose authorities prosecute. It says nothing about "
        "whose territory a place is; Crimea is placed within no state."
    ),
    "data_languages": "Languages",
    "data_languages_1": (
        "Names and titles are given in the language of the page where a source has them. "
        "Otherwise the next language is shown: on a Belarusian page Russian, then English; on a "
        "Russian page Belarusian, then English; on an English page Russian, then Belarusian."
    ),
    # safety
    "about_safety": "Reading safely",
    "safety_lead": (
        "What this site knows about its readers, what others can see, and how to read without a "
        "connection. This is no legal advice."
    ),
    "safety_site": "What this site does",
    "safety_site_1": (
        "It writes no access log: neither the pages you open nor searches nor queries are "
        "written down. It sets no cookies, has no accounts and counts no visitors."
    ),
    "safety_site_2": (
        "Pages load nothing from other sites: no fonts, no maps, no scripts. A header of every "
        "answer has the browser refuse any such thing."
    ),
    "safety_site_3": (
        "When you follow a link to another site, your browser does not tell that site from which "
        "page you come."
    ),
    "safety_site_4": (
        "Search engines are told not to list the pages of persons, of cases and of searches."
    ),
    "safety_site_5": "Everything can be read with JavaScript switched off.",
    "safety_site_6": (
        "All this holds for the program as it is published. Whoever runs a copy can change it, "
        "and a server in front of it may keep a log of its own: ask the operator."
    ),
    "safety_seen": "What others can see",
    "safety_seen_1": (
        "Your Internet provider, and whoever runs the network you use, can see which site you "
        "connect to. Over https they do not see which page you read; over plain http they do."
    ),
    "safety_seen_2": (
        "Your browser keeps a history of addresses, and an address can hold what you searched "
        "for or asked. A private window forgets it when it is closed."
    ),
    "safety_seen_3": (
        "Tor Browser and a VPN hide from the network which site you visit; the operator of a VPN "
        "sees it instead. Some states restrict such tools."
    ),
    "safety_links": "Links to other sites",
    "safety_links_1": (
        "In Russia and Belarus people are punished for sharing links to some publishers. A "
        "switch at the foot of every page shows the addresses of other sites as text that no "
        "click follows."
    ),
    "safety_links_2": (
        "The choice stands in the address of the page, not on your computer; whoever gets such "
        "an address from you sees the page the same way. An operator can set it for everybody."
    ),
    "safety_offline": "Reading without a connection",
    "safety_offline_1": (
        "The files under “Downloads” hold the whole release, with checksums. Nothing else has to "
        "be asked for after that."
    ),
    "safety_offline_2": (
        "The program behind this site runs on an ordinary computer. Once it is set up it needs "
        "no connection to build the release and to serve every page, search and query."
    ),
    # removal
    "about_removal": "Asking for a correction or removal",
    "removal_lead": (
        "A person whom a record names, or somebody who speaks for them, can ask that it be "
        "corrected, hidden or removed."
    ),
    "removal_how": "How to ask",
    "removal_contact": "Write to",
    "removal_none": (
        "This release names no contact. Whoever runs a copy of this site must name one; ask the "
        "operator of this server."
    ),
    "removal_how_1": "Give the address of the record and say what shall change.",
    "removal_how_2": "For a mistake, name the document that shows what is right.",
    "removal_then": "What happens then",
    "removal_then_1": "Within a day the record is hidden. This can still be undone.",
    "removal_then_2": (
        "Two reviewers verify through a channel known beforehand that the request comes from the "
        "person or somebody they trust: a persecutor may ask, too."
    ),
    "removal_then_3": (
        "Then it is erased: from the files and their history, and from titles, labels and "
        "quotations of other records."
    ),
    "removal_then_4": (
        "The address of a withdrawn record answers with the status 410 and the word “withdrawn”: "
        "no name, no reason, no day. It is never used again."
    ),
    "removal_then_5": "Copies that others have made are out of our reach.",
}
"""Key → English, as `kg.views.words` tells."""
