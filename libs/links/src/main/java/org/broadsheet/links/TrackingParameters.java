package org.broadsheet.links;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that say where a reader came from, not what they read. Names that mean this everywhere are dropped
 * everywhere; words that mean something on other sites ({@code ref}, {@code s}, {@code feature}) only on the sites listed.
 * All names here are lower case and compared with lower-cased names.
 */
final class TrackingParameters {
    private static final List<String> GLOBAL_PREFIXES =
            List.of("utm_", "mtm_", "pk_", "matomo_", "hsa_", "itm_", "piwik_");

    private static final Set<String> GLOBAL_NAMES = Set.of(
            ("fbclid gclid gclsrc dclid gbraid wbraid gad_source srsltid msclkid twclid yclid ysclid ttclid igshid igsh"
                            + " mc_cid mc_eid mc_tc _hsenc _hsmi __hstc __hssc __hsfp hsctatracking mkt_tok vero_id"
                            + " vero_conv oly_anon_id oly_enc_id rb_clickid wickedid sc_cid _bhlid _branch_match_id"
                            + " _branch_referrer _openstat _ga _gl epik irclickid s_kwcid ef_id dm_i campaign_id"
                            + " __readwiselocation ref_src ref_url gad_campaignid xtor")
                    .split(" "));

    /** By site, its subdomains included; a name that ends with an underscore is a prefix. */
    private static final Map<String, Set<String>> BY_SITE = Map.ofEntries(
            site("youtube.com", "si feature pp ab_channel app"),
            site("youtu.be", "si feature pp"),
            site("x.com", "t s cxt"),
            site("twitter.com", "t s cxt"),
            site("nytimes.com", "smid smtyp partner emc rss campaign_id instance_id segment_id user_id regi_id te nl"),
            site("washingtonpost.com", "itid s_l tid wpisrc wpmm"),
            site("wsj.com", "mod reflink"),
            site("ft.com", "sharetype segmentid"),
            site("bloomberg.com", "srnd sref leadsource embedded-checkout"),
            site("theguardian.com", "cmp"),
            site("bbc.com", "at_ ns_ ocid"),
            site("bbc.co.uk", "at_ ns_ ocid"),
            site("cnn.com", "cid"),
            site("reddit.com", "share_id rdt ref ref_source context_id sh st"),
            site("medium.com", "source"),
            site("substack.com", "r s publication_id post_id isfreemail triedredirect showwelcomeonshare"),
            site("linkedin.com", "trk trackingid lipi refid midtoken midsig eid otptoken"),
            site("spotify.com", "si context nd dlsi"),
            site("tiktok.com", "_r _t sender_device is_from_webapp"),
            site("instagram.com", "img_index hl"),
            site("facebook.com", "mibextid __tn__ __cft__ rdid share_url"),
            site("github.com", "ref"),
            site("producthunt.com", "ref"),
            site("theverge.com", "ref"),
            site("imdb.com", "ref_"),
            site("ebay.com", "mkcid mkrid campid toolid mkevt"),
            site("nzz.ch", "reduced mktcid mktcval"),
            site("spiegel.de", "sara_ref sara_"),
            site("heise.de", "wt_mc"),
            site("zeit.de", "wt_zmc"),
            site("faz.net", "gepc"));

    private static final Set<String> AMAZON = Set.of(
            "ref",
            "ref_",
            "tag",
            "linkcode",
            "linkid",
            "pd_rd_",
            "pf_rd_",
            "qid",
            "sr",
            "keywords",
            "crid",
            "sprefix",
            "dib",
            "dib_tag",
            "psc",
            "camp",
            "creative",
            "ascsubtag");
    private static final Pattern AMAZON_REF = Pattern.compile("(?:/ref=[^/]*/?)+$");

    private TrackingParameters() {}

    /** @param foundOn the host of the page or feed that the link was found in */
    static WebUrl strip(WebUrl url, @Nullable String foundOn) {
        boolean amazon = HostMatch.isCountrySite(url.host(), "amazon");
        var names = amazon ? AMAZON : HostMatch.bySite(BY_SITE, url.host()).orElse(Set.of());
        var stripped = QueryPair.without(url, pair -> {
            String name = pair.lowerName();
            return isGlobal(name) || isOf(names, name) || name.equals("ref") && namesFinder(pair, foundOn);
        });
        if (!amazon) {
            return stripped;
        }
        String path = AMAZON_REF.matcher(stripped.path()).replaceFirst("");
        return path.isEmpty() ? stripped.withPath("/") : stripped.withPath(path);
    }

    private static boolean isGlobal(String name) {
        return GLOBAL_NAMES.contains(name) || GLOBAL_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static boolean isOf(Set<String> names, String name) {
        return names.contains(name) || names.stream().anyMatch(known -> known.endsWith("_") && name.startsWith(known));
    }

    private static boolean namesFinder(QueryPair ref, @Nullable String foundOn) {
        if (foundOn == null) {
            return false;
        }
        String value = ref.decodedValue();
        String host = WebUrl.parse(value.contains("://") ? value : "https://" + value) instanceof WebUrl url
                ? url.host()
                : value;
        return RegistrableDomain.orHost(host).equals(RegistrableDomain.orHost(foundOn));
    }

    private static Map.Entry<String, Set<String>> site(String domain, String names) {
        return Map.entry(domain, Set.of(names.split(" ")));
    }
}
