"""The French words that tell what a message is about; patterns for text without accents or capitals.

Weights were set on the tuning part of `tests/evals/triage.jsonl` (`make eval` prints both parts).
"""

TOPICS: dict[str, tuple[tuple[float, str], ...]] = {
    "admission": (
        (
            2.5,
            r"\b(prenez|acceptez|cherchez|accueillez|recrutez) (vous )?(encore |"
            r"toujours )?(des |de )?(gens|nouveaux|nouvelles|personnes|monde|candidats|"
            r"entrepreneu\w+)",
        ),
        (2.5, r"\b(sans|eviter de) creer (d |une |ma |mon |de )?(entreprise|societe|structure|statut)"),
        (1.5, r"\b(en savoir plus|renseignements? sur|informations? sur|comment ca (se passe|marche))"),
        (2, r"\b(combien|quel pourcentage) .{0,20}(prelev|prenez|gardez)\w*.{0,30}(chiffre|honoraires)"),
        (2, r"\b(vous|nous) rejoindre\b"),
        (
            3,
            r"\b(rejoindre|integrer|entrer|entree|rentrer) (dans |chez |en |a )?(la |"
            r"votre |vos |une? )?(coop\w*|opteos|cae|structure|cape|cesa)",
        ),
        (3, r"\b(cape|cesa|contrat d appui|entrepreneure? salariee?|entrepreneur\w* salarie\w*)\b"),
        (3, r"\bdevenir (membre|associee?|cooperat\w+|entrepreneur\w*|salariee?|adherente?)"),
        (
            2.5,
            r"\b(portage salarial|porteu(r|se) de projet|couveuse|reunion d information|"
            r"information collective)",
        ),
        (
            2.5,
            r"\b(lancer|tester|creer|demarrer|monter|developper|heberger) (mon|ma|"
            r"une?|son|notre|l) (activite|entreprise|projet|boite|societe)",
        ),
        (
            2,
            r"\b(candidature|candidater|postuler|adherer|adhesion|me mettre a mon compte|"
            r"independante?|freelance)\b",
        ),
        (
            2,
            r"\b(formulaire|modalites|conditions) (de contact|en ligne|du site|d inscription|"
            r"d entree|d admission|d adhesion)",
        ),
        (
            1.5,
            r"\b(comment|conditions?|modalites?|etapes?) .{0,30}(rejoindre|entrer|"
            r"entree|integrer|s inscrire|accueillir)",
        ),
        (
            1.5,
            r"\b(micro ?entre\w+|auto ?entre\w+|accompagnement|accompagnee?s?|votre fonctionnement|"
            r"fonctionnement de la cooperative)\b",
        ),
        (1, r"\b(j ai|mon|un) projet\b|\bprojet de (creation|reconversion)|\breconversion\b"),
        (
            -2.5,
            r"\b(je suis|etant|mon contrat|mon|ma|renouvel\w+|fin de|deja) (en |"
            r"de |mon |un )?(cape|cesa)\b",
        ),
    ),
    "administration": (
        (3.5, r"\b(bulletins? de (paie|paye|salaire)|fiches? de (paie|paye))\b"),
        (
            3,
            r"\b(attestations?|certificat de travail|solde de tout compte|rupture conventionnelle|"
            r"demission\w*|licenci\w+)\b",
        ),
        (
            3,
            r"\b(conges?|arrets? (maladie|de travail)|conge (maternite|paternite|"
            r"parental)|mutuelle|prevoyance|portabilite)\b",
        ),
        (
            3,
            r"\b(medecine du travail|visite medicale|accidents? (du|de) (travail|"
            r"trajet)|inspection du travail|droit du travail)\b",
        ),
        (
            3,
            r"\b(ressources humaines|drh|rh|avenants?|dpae|dsn|prud ?hom\w+|contrat de travail|"
            r"periode d essai|embauch\w+)\b",
        ),
        (
            2.5,
            r"\b(salaires?|paies?|paye|ijss|cpam|ameli|france travail|pole emploi|"
            r"retraite|chomage|heures? supp\w*)\b",
        ),
        (
            2,
            r"\b(contrats?|certificat|urssaf|titres? restaurant|tickets? resto\w*|"
            r"teletravail|anciennete|formation professionnelle)\b",
        ),
        (
            1.5,
            r"\b(dossier administratif|justificatif|administrati\w+|employeur|salariee?s?|"
            r"maladie|signature|signer)\b",
        ),
        (1.5, r"\b(mon|renouvel\w+|fin de|fin du) (contrat )?(cape|cesa)\b"),
    ),
    "comptabilite": (
        (
            2,
            r"\b(preleve\w*|cotisations?|opposition|encours|facturee?s?|kbis|penalites?|"
            r"solde debiteur|carte bancaire)\b",
        ),
        (
            3,
            r"\b(factures?|facturation|facturer|impaye\w*|notes? de frais|remboursements?|"
            r"rembours\w+|virements?)\b",
        ),
        (
            3,
            r"\b(rib|iban|prelevements?|tva|comptab\w+|compta|tresorerie|expert comptable|"
            r"commissaire aux comptes|echeancier)\b",
        ),
        (
            2.5,
            r"\b(banque|bancaire|cheques?|paiements?|payements?|payer|payee?s?|reglements?|"
            r"encaiss\w+|chorus)\b",
        ),
        (
            2,
            r"\b(reglee?s?|regler|relances?|acompte|frais|bon de commande|depenses?|"
            r"debite\w*|indemnites? kilometriques?)\b",
        ),
        (1, r"\b(devis|euros?|montant|echeance|fournisseur|somme|avoir de)\b"),
    ),
    "commercial": (
        (
            3,
            r"\b(optimisation|optimiser|certifie qualiopi|organisme (certifie|de formation)"
            r"|moins \w+ pour cent|\d+ ?% de)",
        ),
        (
            2,
            r"\b(a votre disposition|recontacte suite|recontacter suite|risquez une amende|"
            r"profils|prestataire|notre societe|notre entreprise|notre cabinet|notre agence)"
            r"\b",
        ),
        (
            4,
            r"\b(reduire|baisser|alleger|optimiser|diminuer|economi\w+) (sur )?(vos|"
            r"votre|la|les) (factures?|charges|depenses|couts?|frais|impots?|abonnements?|"
            r"energie)",
        ),
        (3.5, r"\b(notre|nos|une|d une) (offres?|solutions?|gamme|promotions?|catalogue|nouveaute)\b"),
        (
            3.5,
            r"\b(offre|promotion|remise|tarif)s? (\w+ )?(exceptionnel\w+|promotionnel\w+|"
            r"special\w*|preferentiel\w*|commercial\w*|limitee|expire)",
        ),
        (
            3.5,
            r"\b(sans engagement|panneaux? (solaires?|photo\w+)|photovoltai\w+|isolation|"
            r"pompe a chaleur|fournisseur d (energie|electricite))\b",
        ),
        (
            3,
            r"\b(je|nous|me|permets de) (vous )?(propos\w+|presenter|presente|offr\w+|"
            r"demarch\w+)|\bvous (proposer|presenter|offrir|faire beneficier|faire decouvrir)"
            r"\b",
        ),
        (
            3,
            r"\b(eligibles?|avez gagne|tirage au sort|cadeau|derniere chance|demonstration|"
            r"demo gratuite|essai gratuit|devis gratuit)\b",
        ),
        (
            3,
            r"\b(referencement|seo|premiere page|visibilite|leads?|prospects?|prospection|"
            r"nouveaux clients|annuaire)\b",
        ),
        (
            3,
            r"\b(cpf|compte (personnel )?(de )?formation|mise en conformite|mise aux normes|"
            r"affichages? obligatoires?|duerp|rgpd)\b",
        ),
        (
            2.5,
            r"\b(responsable|directeur|directrice|service|personne en charge|personne qui s occupe)"
            r" (des? |du |de la |informatique )?(achats?|telecoms?|telephonie|energie|"
            r"informatique|marketing|communication|fournitures?)",
        ),
        (2.5, r"\b(dirigeante?|gerante?|decideur|chef d entreprise|patron)\b"),
        (
            2.5,
            r"\b(copieurs?|photocopieurs?|leasing|fontaines? a eau|machines? a cafe|"
            r"defibrillateurs?|extincteurs?|fournitures de bureau|goodies)\b",
        ),
        (
            2,
            r"\b(conseill\w+|commercial\w*|charge d affaires|consultante?) (telecom\w*|"
            r"energie|en|chez|pour|de la|du|de|d)\b",
        ),
        (
            2,
            r"\b(gratuit\w*|economies|remise|rabais|promo\w*|tarifs?|investi\w+|"
            r"placement|crypto\w*|defiscalis\w+|partenariat|abonnement|vendre)\b",
        ),
        (
            2,
            r"\b(profitez|ne manquez pas|opportunite|saisissez|pour en beneficier|"
            r"tapez [0-9]|appuyez sur)\b",
        ),
        (1.5, r"\b(enquete|sondage|etude de marche|logiciel|solution|offre|produits?|beneficier)\b"),
        (
            3,
            r"\b(support technique|service technique) (de )?(microsoft|windows|apple)"
            r"|\bvotre ordinateur est infecte",
        ),
    ),
    "accueil": (
        (
            3,
            r"\b(eura ?technologies?|euratech|eura|colis|livr(aison|eur|euse|er|"
            r"ons|e)s?|coursier|transporteur|palette|recommandee?)\b",
        ),
        (
            3,
            r"\b(badges?|cles?|clefs?|digicode|interphone|ascenseur|code (de la porte|"
            r"d entree|d acces)|portail|serrure)\b",
        ),
        (
            3,
            r"\b(fuites?|degats? des eaux|inond\w+|chauffage|climatisation|clim|"
            r"alarme|incendie|fumee|feu|odeur de gaz|toilettes|vitres?|plafond)\b",
        ),
        (
            3,
            r"\b(devant|a|derriere|ouvrir|ouvre|fermer|fermee?) (la |le |votre |"
            r"vos |l )?(porte|entree|batiment|immeuble|locaux|grille)\b",
        ),
        (
            2.5,
            r"\b(visiteu(r|se)s?|hotesse|hote|hall|salle (de reunion|du conseil)"
            r"|salle|parking|etage|batiment|immeuble|accueil|rez de chaussee)\b",
        ),
        (2.5, r"\b(malaise|evanoui\w*|blessee?|intrus\w*|cambriol\w+|effraction|pompiers|agress\w+)\b"),
        (
            2,
            r"\b(locaux|local|enferme\w*|coincee?s?|sur place|en bas|dehors|menage|"
            r"nettoyage|courrier|la poste|facteur)\b",
        ),
        (
            1.5,
            r"\b(bureaux?|rendez vous|votre adresse|l adresse|venir|passer|porte|"
            r"acces|horaires?|ouverts?|courant|lumiere|electricite)\b",
        ),
        (-2, r"\badresse (mail|e ?mail|electronique)\b"),
    ),
    "interne": (
        (
            3,
            r"\b(mattermost|le chat|du chat|au chat|sur le chat|canal|canaux|nextcloud|"
            r"drive|wiki|intranet|fichiers? partages?|dossiers? partages?|espace partage)"
            r"\b",
        ),
        (
            3,
            r"\b(mot de passe|identifiants?|me connecter|se connecter|connexion|"
            r"connecte|mon compte|acces au|double authentification)\b",
        ),
        (
            3,
            r"\b(standard|permanence telephonique|redirection|renvoi d appel|sonneries?|"
            r"planning|repondeur du|tour de standard)\b",
        ),
        (
            2,
            r"\b(boite mail|messagerie|adresse mail|visio\w*|jitsi|serveur|wifi|"
            r"vpn|sauvegarde|imprimante|mon ordinateur|agenda partage)\b",
        ),
        (
            2,
            r"\b(je suis|en tant que) (membre|cooperat\w+|adherente?|associee?)|"
            r"\bcercles?\b|\bassemblee generale\b",
        ),
        (1, r"\b(outils?|application|appli|logiciel|documentation|reseau|internet)\b"),
    ),
}

# What was never said: inventions of the recogniser on silence (facts/speech.md, section 6), and tones.
INVENTED = (
    r"sous titr\w+.*",
    r".*\b(amara|sous ?titreur|radio canada|juanfrance)\b.*",
    r"(merci|merci a tous) d (avoir|etre) (regarde|restes?|suivi|visionne|ecoute)\b.*",
    r".*\b(cette|prochaine|nouvelle|ma|la) video\b.*",
    r".*\babonnez vous\b.*",
    r".*\bn (oubliez|oublie) pas de (vous|t) abonner\b.*",
    r"(musique|generique|applaudissements|rires|silence|bruit\w*|inaudible)( \w+)?",
    r"transcription .*",
)
TONES = r"(bi+p+|tu+t+|dring|allo+|euh|heu|hum+|hmm+|mm+|ah|oh|o|pff+|raccroche|tonalite|clic|hein)"
