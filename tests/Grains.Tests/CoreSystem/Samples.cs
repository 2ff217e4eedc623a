using System.Text.Json.Nodes;

namespace Grains.Tests.CoreSystem;

/// <summary>A file as a core system sends it.</summary>
internal static class Samples
{
    public static readonly DateOnly Today = new(2026, 11, 28);

    public static JsonObject Brumont(string batch = "2026-11-25T06", string nir = "") => JsonNode.Parse(
        """
        {"batch":"BATCH","mode":"delta","companies":[
         {"siren":"812345676","name":"Ateliers Brumont","city":"Saint-Aubin-le-Vieux","headcount":412,"retirement":true,
           "insurerNumber":"700100","personNumbers":["P4400210"],
           "establishments":[{"siret":"81234567600017","name":"Ateliers Brumont","address":"12 rue des Tanneurs, 14000 Saint-Aubin-le-Vieux","headOffice":true}],
           "contacts":[{"universe":"all","card":"ines"}],
           "contracts":[
            {"number":"SA2019000","universe":"health","title":"Santé ensemble du personnel","act":{"kind":"due","date":"2018-11-30"},"start":"2019-01-01",
              "populations":[{"code":"ENS","label":"Ensemble du personnel","colleges":["01","02","04"]}],
              "options":[{"code":"BASE","label":"Base","base":true},{"code":"OPT2","label":"Option 2"}],
              "contributions":[
               {"population":"ENS","option":"BASE","structure":"famille","unit":"PMSS","value":2.9,"employerShare":60,"from":"2026-01-01"},
               {"population":"ENS","option":"OPT2","structure":"famille","unit":"EUR","value":19.4,"employerShare":0,"from":"2026-01-01"}],
              "waivers":["W6","W7","W8"],"guarantees":"sante-3-niveaux","documents":[{"kind":"livret","version":3,"from":"2026-01-01","file":"livret-sa2019000-v3.pdf"}]},
            {"number":"PR3019000","universe":"provident","title":"Prévoyance","start":"2019-01-01",
              "populations":[{"code":"CAD","label":"Cadres","colleges":["01","02"]},{"code":"NC","label":"Non cadres","colleges":["04"]}],
              "options":[{"code":"BASE","label":"Base","base":true}],
              "contributions":[
               {"population":"CAD","option":"BASE","unit":"T1","value":1.5,"employerShare":100,"from":"2026-01-01"},
               {"population":"NC","option":"BASE","unit":"T1","value":1.1,"employerShare":55,"from":"2026-01-01"}],
              "ij":{"percent":80,"franchise":{"kind":"fixe","days":90},"maxDay":1095,"motifs":["01","04","05","06"]},
              "capital":{"percent":300,"perChild":50}}]},
         {"siren":"437201957","name":"Transports Vaudrelle & Fils","city":"Courmelois","retirement":true,"insurerNumber":"700237",
           "establishments":[{"siret":"43720195700010","name":"Transports Vaudrelle & Fils","address":"1 place du Marché, 14310 Courmelois","headOffice":true}],
           "contracts":[{"number":"SA2019053","universe":"health","start":"2020-01-01"},
            {"number":"PR3019053","universe":"provident","start":"2020-01-01","end":"2025-12-31","endReason":"echeance"}]}],
         "insured":[{"clientNumber":"10482271","lastName":"Benmarouk","firstName":"Samir","birthDate":"1988-05-09","email":"samir.benmarouk@courrier.example","nir":"NIR",
           "adhesions":[{"contract":"SA2019000","siren":"812345676","population":"ENS","option":"OPT2","from":"2021-03-01"},
            {"contract":"PR3019000","siren":"812345676","population":"NC","option":"BASE","from":"2021-03-01"}],
           "beneficiaries":[{"rank":1,"link":"conjoint","lastName":"Benmarouk","firstName":"Lina","birthDate":"1990-02-11","from":"2021-03-01"}]}],
         "cards":[{"id":"ines","name":"Inès Roquefeuil-Dambre","role":"Relation entreprises","phone":"0900000000","team":"entreprises","calendar":"portail"}]}
        """.Replace("BATCH", batch, StringComparison.Ordinal).Replace("NIR", nir, StringComparison.Ordinal))!.AsObject();
}
