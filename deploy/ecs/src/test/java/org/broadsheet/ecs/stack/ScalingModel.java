package org.broadsheet.ecs.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What Application Auto Scaling and CloudWatch do with one service, minute by minute, by the alarms and policies of its
 * template. A new task is seen two minutes after it was wanted.
 */
final class ScalingModel {
    private static final Pattern STEP = Pattern.compile(
            "IF\\(\\(waiting \\+ FILL\\(inhand, 0\\)\\) >= (\\d+) AND FILL\\(running, 0\\) < (\\d+), 1, 0\\)");
    private static final int START_MINUTES = 2;

    private final int minimum;
    private final int maximum;
    private final List<Policy> policies = new ArrayList<>();
    private final List<OptionalInt> backlogs = new ArrayList<>();
    private final List<Integer> wanted = new ArrayList<>();
    private int now;

    private record Policy(String type, int adjustment, int cooldown, int from, int below, int minutes, int[] last) {}

    ScalingModel(String stage, String service) {
        var target = Template.resources(stage, "AWS::ApplicationAutoScaling::ScalableTarget").stream()
                .filter(found -> found.at("/ResourceId").asText().endsWith("/" + service))
                .findFirst()
                .orElseThrow();
        minimum = target.at("/MinCapacity").asInt();
        maximum = target.at("/MaxCapacity").asInt();
        now = minimum;
        for (var alarm : Template.resources(stage, "AWS::CloudWatch::Alarm")) {
            if (alarm.at("/AlarmName").asText().contains("-scale-" + service + "-")) {
                policies.add(policy(stage, alarm));
            }
        }
    }

    private static Policy policy(String stage, Template.Resource alarm) {
        if (!alarm.at("/TreatMissingData").asText().equals("notBreaching")) {
            throw new IllegalStateException("missing data would scale");
        }
        var id = alarm.at("/AlarmActions/0/Ref").asText();
        var step = Template.resources(stage, "AWS::ApplicationAutoScaling::ScalingPolicy").stream()
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow()
                .at("/StepScalingPolicyConfiguration");
        var expression = STEP.matcher(alarm.at("/Metrics/0/Expression").asText());
        boolean adds = expression.matches();
        return new Policy(
                step.at("/AdjustmentType").asText(),
                step.at("/StepAdjustments/0/ScalingAdjustment").asInt(),
                step.at("/Cooldown").asInt() / 60,
                adds
                        ? Integer.parseInt(expression.group(1))
                        : alarm.at("/Threshold").asInt(),
                adds ? Integer.parseInt(expression.group(2)) : -1,
                alarm.at("/EvaluationPeriods").asInt(),
                new int[] {Integer.MIN_VALUE / 2});
    }

    /** A minute passes. @param backlog waiting and unacknowledged; empty when nobody said */
    int minute(OptionalInt backlog) {
        backlogs.add(backlog);
        int minute = wanted.size();
        int running = minute < START_MINUTES ? minimum : wanted.get(minute - START_MINUTES);
        for (var policy : policies) {
            if (fires(policy, running) && minute - policy.last()[0] >= policy.cooldown()) {
                int to = policy.type().equals("ExactCapacity") ? policy.adjustment() : now + policy.adjustment();
                to = Math.clamp(to, minimum, maximum);
                if (to != now) {
                    now = to;
                    policy.last()[0] = minute;
                }
            }
        }
        wanted.add(now);
        return now;
    }

    private boolean fires(Policy policy, int running) {
        var newest = backlogs.getLast();
        if (policy.below() >= 0) {
            return newest.isPresent() && newest.getAsInt() >= policy.from() && running < policy.below();
        }
        if (backlogs.size() < policy.minutes()) {
            return false;
        }
        return backlogs.subList(backlogs.size() - policy.minutes(), backlogs.size()).stream()
                .allMatch(seen -> seen.isPresent() && seen.getAsInt() < policy.from());
    }
}
